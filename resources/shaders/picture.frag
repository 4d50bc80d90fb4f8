// One picture, as viewport.h says. Samples are fetched and weighed here and not by the texture unit, whose
// weights have eight bits and know nothing of alpha.
uniform sampler2D picture;
uniform ivec2 size;        // of the picture, in its pixels
uniform vec2 origin;       // place in the picture of the view's upper left corner
uniform vec2 pixel;        // size of a device pixel in the picture
uniform float viewHeight;  // device pixels
uniform int smoothness;    // 0 nearest, 1 linear, 2 all that is covered
uniform int channels;      // 0 over the checker, 1 RGB, 2 to 5 one as grey
uniform bool isOpaque;     // the fourth channel means nothing
uniform bool isLinear;     // values are light
uniform float gain;
uniform float checkerSize; // device pixels
uniform vec2 checkerGreys;
out vec4 colour;

vec4 texel(ivec2 at)
{
    vec4 value = texelFetch(picture, clamp(at, ivec2(0), size - 1), 0);
    value = clamp(mix(value, vec4(0.0), isnan(value)), -1e30, 1e30);
    if (isOpaque)
        value.a = 1.0;
    if (channels == 0)
        value.rgb *= value.a;
    return value;
}

vec4 sampleAt(vec2 place)
{
    if (smoothness == 0)
        return texel(ivec2(floor(place)));
    // Linear is the mean of what a square of one picture pixel covers.
    vec2 width = smoothness == 2 ? clamp(pixel, vec2(1.0), vec2(512.0)) : vec2(1.0);
    vec2 low = place - 0.5 * width;
    vec2 high = place + 0.5 * width;
    ivec2 first = ivec2(floor(low));
    ivec2 last = ivec2(ceil(high)) - 1;
    vec4 sum = vec4(0.0);
    for (int y = first.y; y <= last.y; ++y) {
        vec4 row = vec4(0.0);
        for (int x = first.x; x <= last.x; ++x)
            row += texel(ivec2(x, y)) * (min(high.x, float(x) + 1.0) - max(low.x, float(x)));
        sum += row * (min(high.y, float(y) + 1.0) - max(low.y, float(y)));
    }
    return sum / (width.x * width.y);
}

vec3 encoded(vec3 light)
{
    vec3 magnitude = abs(light);
    vec3 low = 12.92 * magnitude;
    vec3 high = 1.055 * pow(max(magnitude, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055;
    return sign(light) * mix(high, low, lessThanEqual(magnitude, vec3(0.0031308)));
}

vec3 decoded(vec3 code)
{
    vec3 magnitude = abs(code);
    vec3 low = magnitude / 12.92;
    vec3 high = pow((magnitude + 0.055) / 1.055, vec3(2.4));
    return sign(code) * mix(high, low, lessThanEqual(magnitude, vec3(0.04045)));
}

void main()
{
    vec2 at = vec2(gl_FragCoord.x, viewHeight - gl_FragCoord.y);
    vec4 value = sampleAt(origin + at * pixel);
    if (channels == 0 && value.a > 0.0)
        value.rgb /= value.a;
    if (channels == 5) {
        colour = vec4(vec3(value.a), 1.0);
        return;
    }
    if (channels >= 2)
        value.rgb = vec3(channels == 2 ? value.r : channels == 3 ? value.g : value.b);
    if (isLinear)
        value.rgb *= gain;
    else if (gain != 1.0)
        value.rgb = encoded(decoded(value.rgb) * gain);
    if (channels == 0) {
        vec2 square = floor(at / checkerSize);
        vec3 checker = vec3(mod(square.x + square.y, 2.0) < 0.5 ? checkerGreys.x : checkerGreys.y);
        if (isLinear)
            checker = decoded(checker);
        value.rgb = mix(checker, value.rgb, clamp(value.a, 0.0, 1.0));
    }
    colour = vec4(isLinear ? encoded(value.rgb) : value.rgb, 1.0);
}
