// The picture's rectangle in clip space; the texture's first row is the picture's top.
uniform vec4 target; // left, top, right, bottom
in vec2 corner;      // 0..1
out vec2 place;

void main()
{
    place = corner;
    gl_Position = vec4(mix(target.x, target.z, corner.x), mix(target.y, target.w, corner.y), 0.0, 1.0);
}
