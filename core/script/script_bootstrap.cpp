// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_bootstrap.h"

namespace reelout {

QString scriptBootstrap()
{
    // Native functions of the engine that loop over a length do not look at the interrupt, so each one that
    // an expression can hand a huge length is replaced by one in script or taken away. Promises would run
    // after the time limit, regular expressions can take for ever in one call.
    return QStringLiteral(R"js(
(function (host, global) {
    'use strict';
    const kMost = 65536;
    const Fn = Function, Err = Error, Range = RangeError, S = Symbol;
    const evaluate = eval;
    const iterator = S.iterator;
    const isArray = Array.isArray, names = Object.getOwnPropertyNames, symbols = Object.getOwnPropertySymbols;
    const describe = Object.getOwnPropertyDescriptor, define = Object.defineProperty, freeze = Object.freeze;
    const prototypeOf = Object.getPrototypeOf, create = Object.create;

    const frozen = new Set();

    function counted(list) {
        const count = list.length;
        if (!(count >= 0 && count <= kMost))
            throw new Range('a list or text of more than ' + kMost + ' entries');
        return count;
    }
    function callable(f) {
        if (typeof f !== 'function')
            throw new TypeError('a function is missing');
        return f;
    }
    function begin(index, count) {
        index = index === undefined ? 0 : +index;
        return index < 0 ? (index + count > 0 ? index + count : 0) : (index < count ? index : count);
    }
    function each() {
        const list = this, count = counted(list);
        let i = 0;
        return { next: () => i < count ? { value: list[i++], done: false } : { value: undefined, done: true } };
    }

    const arrayMethods = {
        concat(...parts) {
            const result = [];
            const append = value => { result[result.length] = value; counted(result); };
            const add = value => {
                if (!isArray(value))
                    return append(value);
                const count = counted(value);
                for (let i = 0; i < count; ++i)
                    append(value[i]);
            };
            add(this);
            for (const part of parts)
                add(part);
            return result;
        },
        every(f) { callable(f); const n = counted(this); for (let i = 0; i < n; ++i) if (!f(this[i], i)) return false; return true; },
        filter(f) { callable(f); const n = counted(this), r = []; for (let i = 0; i < n; ++i) if (f(this[i], i)) r[r.length] = this[i]; return r; },
        find(f) { callable(f); const n = counted(this); for (let i = 0; i < n; ++i) if (f(this[i], i)) return this[i]; },
        findIndex(f) { callable(f); const n = counted(this); for (let i = 0; i < n; ++i) if (f(this[i], i)) return i; return -1; },
        forEach(f) { callable(f); const n = counted(this); for (let i = 0; i < n; ++i) f(this[i], i); },
        includes(x) { const n = counted(this); for (let i = 0; i < n; ++i) if (this[i] === x) return true; return false; },
        indexOf(x) { const n = counted(this); for (let i = 0; i < n; ++i) if (this[i] === x) return i; return -1; },
        join(by) {
            const n = counted(this);
            by = by === undefined ? ',' : '' + by;
            let text = '';
            for (let i = 0; i < n; ++i) {
                text += (i ? by : '') + (this[i] === null || this[i] === undefined ? '' : this[i]);
                counted(text);
            }
            return text;
        },
        map(f) { callable(f); const n = counted(this), r = []; for (let i = 0; i < n; ++i) r[i] = f(this[i], i); return r; },
        pop() { const n = counted(this); if (!n) return; const last = this[n - 1]; this.length = n - 1; return last; },
        push(...more) { for (const x of more) this[counted(this)] = x; return this.length; },
        reduce(f, start) {
            callable(f);
            const n = counted(this);
            let i = 0;
            if (arguments.length < 2) {
                if (!n)
                    throw new TypeError('reduce of an empty list without a start');
                start = this[i++];
            }
            for (; i < n; ++i)
                start = f(start, this[i], i);
            return start;
        },
        slice(from, to) {
            const n = counted(this), r = [];
            const end = to === undefined ? n : begin(to, n);
            for (let i = begin(from, n); i < end; ++i)
                r[r.length] = this[i];
            return r;
        },
        some(f) { callable(f); const n = counted(this); for (let i = 0; i < n; ++i) if (f(this[i], i)) return true; return false; },
        toString() { return this.join(); },
        [iterator]: each,
    };

    const lists = Array.prototype, text = String.prototype, patterns = prototypeOf(/x/);
    const charAt = text.charAt, indexOf = text.indexOf, slice = text.slice, split = text.split;
    const call = Fn.prototype.call.bind(Fn.prototype.call);
    const limited = (self, count) => {
        if (!(self.length * count <= kMost))
            throw new Range('a text of more than ' + kMost + ' characters');
    };
    function padding(self, length, by) {
        by = by === undefined ? ' ' : '' + by;
        const missing = length - self.length;
        if (!(missing > 0) || !by)
            return '';
        return call(slice, by.repeat(missing / by.length + 1), 0, missing);
    }
    const stringMethods = {
        repeat(count) {
            const self = '' + this;
            limited(self, count > 0 ? count : 0);
            let result = '', block = self;
            for (let rest = count > 0 ? count - count % 1 : 0; rest > 0; rest = (rest - rest % 2) / 2) {
                if (rest % 2)
                    result += block;
                block += block;
            }
            return result;
        },
        padStart(length, by) {
            const self = '' + this;
            return padding(self, length, by) + self;
        },
        padEnd(length, by) {
            const self = '' + this;
            return self + padding(self, length, by);
        },
        replace(what, by) {
            const self = '' + this;
            what = '' + what;
            const at = call(indexOf, self, what);
            if (at < 0)
                return self;
            const put = typeof by === 'function' ? by(what, at) : by;
            return call(slice, self, 0, at) + put + call(slice, self, at + what.length);
        },
        split(by) {
            const self = '' + this;
            counted(self);
            return by === undefined ? [self] : call(split, self, '' + by);
        },
        [iterator]() {
            const self = '' + this;
            counted(self);
            return each.call(call(split, self, ''));
        },
    };

    // What stays, by place; everything else goes.
    const kept = [
        [global, ['Object', 'Array', 'String', 'Number', 'Boolean', 'Math', 'Date', 'Error', 'RangeError',
                  'TypeError', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'NaN', 'Infinity', 'undefined']],
        [Object, ['prototype', 'name', 'length', 'keys', 'freeze', 'is']],
        [Object.prototype, ['constructor', 'hasOwnProperty', 'toString', 'valueOf']],
        [Array, ['prototype', 'name', 'length', 'isArray']],
        [lists, ['length']],
        [String, ['prototype', 'name', 'length', 'fromCharCode']],
        [text, ['length', 'charAt', 'charCodeAt', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'slice',
                'startsWith', 'substring', 'toLowerCase', 'toString', 'toUpperCase', 'trim', 'valueOf']],
        [Fn.prototype, ['call', 'name', 'length']],
        [patterns, []],
    ];
    // By index: the iterator of arrays goes on the way.
    for (let k = 0; k < kept.length; ++k) {
        const place = kept[k][0], allowed = kept[k][1];
        const all = names(place);
        for (let i = 0; i < all.length; ++i) {
            let stays = false;
            for (let j = 0; j < allowed.length; ++j)
                stays = stays || allowed[j] === all[i];
            if (!stays)
                delete place[all[i]];
        }
        const marks = place === lists || place === text || place === patterns ? symbols(place) : [];
        for (let i = 0; i < marks.length; ++i)
            delete place[marks[i]];
    }
    const install = (place, methods) => {
        const keys = names(methods), marks = symbols(methods);
        for (let i = 0; i < keys.length; ++i)
            define(place, keys[i], { value: methods[keys[i]] });
        for (let i = 0; i < marks.length; ++i)
            define(place, marks[i], { value: methods[marks[i]] });
    };
    install(lists, arrayMethods);
    install(text, stringMethods);
    // Resuming generators that resume each other overruns the native stack without a check.
    const generators = prototypeOf(function* () {});
    delete generators.constructor;
    const resumed = generators.prototype;
    const steps = names(resumed);
    for (let i = 0; i < steps.length; ++i)
        delete resumed[steps[i]];

    // Operators and parameters.
    const readOnly = what => () => { throw new Err(what + ': an expression reads, it does not change anything'); };
    function listOf(array) {
        const result = [];
        for (let i = 0; i < array.length; ++i)
            result[i] = array[i];
        return freeze(result);
    }
    // No Proxy: the engine finds a function's own properties (length, name) on it before asking its traps.
    function reader(what, keys, get) {
        const object = create(null);
        const set = readOnly('assigning to ' + what);
        for (let i = 0; i < keys.length; ++i) {
            const key = keys[i];
            define(object, key, { get() { return get(key); }, set: set });
        }
        return object;
    }
    const checked = reply => {
        if (reply.error !== undefined)
            throw new Err(reply.error);
        return reply.value;
    };
    const valueOf = (name, key) => {
        const value = checked(host.value(name, key));
        return isArray(value) ? listOf(value) : value;
    };
    const ops = [];
    const wrapped = create(null);
    const connector = freeze({ connect: readOnly('connect()'), disconnect: readOnly('disconnect()') });
    function wrap(name) {
        if (wrapped[name])
            return wrapped[name];
        const parameterOf = key => {
            checked(host.detail(name, key, 'mode'));
            const now = () => valueOf(name, key);
            return freeze({
                get val() { return valueOf(name, key); },
                get expr() { return checked(host.detail(name, key, 'expr')); },
                get mode() { return checked(host.detail(name, key, 'mode')); },
                get menuNames() { return listOf(checked(host.detail(name, key, 'menuNames'))); },
                get menuLabels() { return listOf(checked(host.detail(name, key, 'menuLabels'))); },
                eval: now,
                pulse: readOnly('pulse()'),
            });
        };
        const par = freeze(reader('a parameter', checked(host.about(name, 'parameters')), key => valueOf(name, key)));
        const op = reader('an operator', ['name', 'type', 'family', 'fileSuffix'], key => checked(host.about(name, key)));
        define(op, 'inputConnectors', { get() {
            const connectors = [];
            for (let i = checked(host.about(name, 'inputs')); i > 0; --i)
                connectors[connectors.length] = connector;
            return freeze(connectors);
        } });
        define(op, 'par', { value: par });
        define(op, 'valueOfParameter', { value: key => valueOf(name, key) });
        define(op, 'parameterOf', { value: parameterOf });
        define(op, 'toString', { value: () => checked(host.about(name, 'name')) });
        freeze(op);
        ops[ops.length] = op;
        return wrapped[name] = op;
    }
    function operatorOf(value) {
        for (let i = 0; i < ops.length; ++i) {
            if (ops[i] === value)
                return value.name;
        }
    }
    define(global, 'op', { value: name => wrap(checked(host.find('' + name))) });
    define(global, 'project', { value: reader('the project', ['rate', 'name'], key => checked(host.project(key))) });
    define(global, 'absTime', { value: reader('the time', ['seconds', 'frame'], key => checked(host.time(key))) });
    define(global, 'True', { value: true });
    define(global, 'False', { value: false });
    define(global, 'None', { value: null });
    // A parameter's value that was kept in a variable still answers these two.
    for (const place of [Number.prototype, text, Boolean.prototype]) {
        define(place, 'val', { get() { return this.valueOf(); } });
        define(place, 'eval', { value() { return this.valueOf(); } });
    }

    function freezeAll(place) {
        if ((typeof place !== 'object' && typeof place !== 'function') || place === null)
            return;
        if (frozen.has(place))
            return;
        frozen.add(place);
        freezeAll(prototypeOf(place));
        freeze(place);
        const keys = names(place).concat(symbols(place));
        for (let i = 0; i < keys.length; ++i) {
            const own = describe(place, keys[i]);
            freezeAll(own.value);
            freezeAll(own.get);
            freezeAll(own.set);
        }
    }
    freezeAll(/x/);
    freezeAll(generators);
    freezeAll(resumed);
    freezeAll((function () { return arguments; })());
    freezeAll(global);

    function plain(value) {
        switch (typeof value) {
        case 'number':
            if (value !== value)
                return { error: 'the result is NaN, not a number' };
            return { value: value };
        case 'boolean':
            return { value: value };
        case 'string':
            return value.length > kMost ? { error: 'the text is longer than ' + kMost + ' characters' }
                                        : { value: value };
        case 'undefined':
            return { error: 'the result is undefined' };
        case 'function':
            return { error: 'the result is a function, not a value' };
        }
        if (value === null)
            return { value: null };
        const name = operatorOf(value);
        if (name !== undefined)
            return { value: name };
        if (!isArray(value) || value.length > 16)
            return { error: 'the result is an object, not a value' };
        const list = [];
        for (let i = 0; i < value.length; ++i) {
            const entry = plain(value[i]);
            if (entry.error !== undefined || typeof entry.value === 'object')
                return { error: entry.error === undefined ? 'the result is a list of lists' : entry.error };
            list[i] = entry.value;
        }
        return { value: list };
    }
    function failure(e, shift) {
        if (!(e instanceof Err))
            return { error: 'the expression threw ' + (typeof e === 'string' ? call(slice, e, 0, 200) : typeof e) };
        const own = describe(e, 'message');
        const message = own && typeof own.value === 'string' ? own.value : 'an error without words';
        // What the sandbox itself threw has no line of the expression.
        const file = describe(e, 'fileName'), line = describe(e, 'lineNumber');
        const isOurs = file && file.value === 'bootstrap';
        return { error: call(slice, message, 0, 500),
                 line: !isOurs && line && typeof line.value === 'number' ? line.value - shift : 0 };
    }
    return {
        compile(source) {
            try {
                return { fn: new Fn('me', '"use strict"; return (' + source + '\n);') };
            } catch (first) {
                try {
                    return { fn: new Fn('me', '"use strict"; ' + source + '\n') };
                } catch (second) {
                    // Only eval says what is wrong; strict, it leaves nothing behind.
                    try {
                        evaluate('"use strict"; (function (me) { return (' + source + '\n); })');
                    } catch (third) {
                        return failure(third, 0);
                    }
                    return failure(first, 1);
                }
            }
        },
        run(fn, name) {
            try {
                return plain(fn(wrap(name)));
            } catch (e) {
                // The engine puts a line of its own before the body.
                return failure(e, 1);
            }
        },
    };
})
)js");
}

} // namespace reelout
