// One picture over the checker that shows through its alpha.
uniform sampler2D picture;
uniform bool opaque;
uniform float checkerSize; // device pixels
in vec2 place;
out vec4 colour;

void main()
{
    vec4 texel = texture(picture, place);
    vec2 square = floor(gl_FragCoord.xy / checkerSize);
    float checker = mod(square.x + square.y, 2.0) < 0.5 ? 0.32 : 0.42;
    float alpha = opaque ? 1.0 : texel.a;
    colour = vec4(mix(vec3(checker), texel.rgb, alpha), 1.0);
}
