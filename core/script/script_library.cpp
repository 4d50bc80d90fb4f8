// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_library.h"

namespace reelout {

QString scriptLibrary()
{
    // Lists and texts are bounded where the engine would fill them in one go, which nothing can interrupt.
    return QStringLiteral(R"js(
(function (host, global) {
    'use strict';
    const kMost = 10000000;
    const ask = (call, ...args) => {
        const reply = host.call(call, args);
        if (reply.error !== undefined)
            throw new Error(reply.error);
        return reply.value;
    };
    const define = (name, value) => Object.defineProperty(global, name, { value: value, writable: true });

    function bounded(place, names, size) {
        for (const name of names) {
            const native = place[name];
            Object.defineProperty(place, name, { value: function (...args) {
                if (!(size(this, args) <= kMost))
                    throw new RangeError(name + '(): more than ' + kMost + ' entries');
                return native.apply(this, args);
            } });
        }
    }
    const length = list => +list.length || 0;
    bounded(Array.prototype, ['fill', 'join', 'reverse', 'sort', 'indexOf', 'lastIndexOf', 'includes', 'toString',
                              'slice', 'concat', 'splice', 'unshift', 'shift', 'copyWithin'], length);
    bounded(Array, ['from'], (self, args) => args[0] ? length(args[0]) : 0);
    bounded(String.prototype, ['repeat'], (self, args) => length(self) * args[0]);
    bounded(String.prototype, ['padStart', 'padEnd'], (self, args) => args[0]);

    // Parameters. Each operator's `par` hands out one object per name.
    const kPar = new Map();
    const read = (par, what) => ask('par.get', par.owner.id, par.name, what);
    const write = (par, what, value) => void ask('par.set', par.owner.id, par.name, what, value);
    class Par {
        constructor(owner, about) {
            Object.defineProperty(this, 'owner', { value: owner });
            Object.defineProperty(this, 'about', { value: about });
        }
        get name() { return this.about.name; }
        get label() { return this.about.label; }
        get page() { return this.about.page; }
        get help() { return this.about.help; }
        get style() { return this.about.kind; }
        get unit() { return this.about.unit; }
        get default() { return this.about.default; }
        get defaultExpr() { return this.about.defaultExpr; }
        get min() { return this.about.min; }
        get max() { return this.about.max; }
        get normMin() { return this.about.normMin; }
        get normMax() { return this.about.normMax; }
        get clampMin() { return this.about.clampMin; }
        get clampMax() { return this.about.clampMax; }
        get isMenu() { return this.style === 'menu' || this.style === 'dynamicmenu'; }
        get isToggle() { return this.style === 'toggle'; }
        get isPulse() { return this.style === 'pulse'; }
        get isNumber() { return /^(int|float)/.test(this.style); }
        get isString() { return this.style === 'string' || this.style === 'file'; }
        get isOP() { return this.style === 'opref' || this.style === 'optable'; }
        get val() { return read(this, 'val'); }
        set val(value) { write(this, 'val', plain(value)); }
        get expr() { return read(this, 'expr'); }
        set expr(value) { write(this, 'expr', '' + value); }
        get mode() { return read(this, 'mode'); }
        set mode(value) { write(this, 'mode', '' + value); }
        get menuNames() { return read(this, 'menuNames'); }
        get menuLabels() { return read(this, 'menuLabels'); }
        get menuIndex() { return read(this, 'menuIndex'); }
        set menuIndex(value) { write(this, 'menuIndex', value); }
        get enable() { return read(this, 'enable'); }
        get enableReason() { return read(this, 'why'); }
        get isDefault() { return read(this, 'isDefault'); }
        get error() { return read(this, 'error'); }
        ['eval']() { return this.val; }
        pulse(entry) { write(this, 'pulse', plain(entry)); }
        reset() { write(this, 'reset'); }
        valueOf() { return this.val; }
        toString() { return '' + this.val; }
        toJSON() { return this.val; }
    }
    function plain(value) {
        if (value instanceof Par)
            return value.val;
        if (value instanceof OP)
            return value.name;
        if (Array.isArray(value))
            return value.map(plain);
        return value === null ? '' : value;
    }
    function parOf(op, name) {
        const key = op.id + '.' + name;
        if (!kPar.has(key))
            kPar.set(key, new Par(op, ask('par.about', op.id, name)));
        return kPar.get(key);
    }
    const parTraps = {
        get(target, name) { return typeof name === 'string' ? parOf(target.op, name) : undefined; },
        set(target, name, value) {
            parOf(target.op, name).val = value;
            return true;
        },
        has(target, name) { return ask('op.pars', target.op.id).includes(name); },
    };

    class Connector {
        constructor(owner, index, isInput) {
            this.owner = owner;
            this.index = index;
            this.isInput = isInput;
            this.isOutput = !isInput;
            Object.freeze(this);
        }
        get connections() {
            if (this.isInput) {
                const source = ask('wire.inputs', this.owner.id)[this.index];
                return source === null || source === undefined ? [] : [new Connector(opOf(source), 0, false)];
            }
            return ask('wire.outputs', this.owner.id).map(([id, input]) => new Connector(opOf(id), input, true));
        }
        // With an operator, or with a connector of one.
        connect(other) {
            const isConnector = other instanceof Connector;
            const op = isConnector ? other.owner : other instanceof OP ? other : global.op(other);
            if (!op)
                throw new Error('connect(): say which operator');
            if (this.isInput)
                return void ask('wire.connect', this.owner.id, this.index, op.id);
            let input = isConnector ? other.index : undefined;
            if (input === undefined) {
                const inputs = ask('wire.inputs', op.id);
                input = inputs.findIndex(source => source === null);
                if (input < 0)
                    input = 0;
            }
            ask('wire.connect', op.id, input, this.owner.id);
        }
        disconnect() {
            if (this.isInput)
                return void ask('wire.disconnect', this.owner.id, this.index);
            for (const [id, input] of ask('wire.outputs', this.owner.id))
                ask('wire.disconnect', id, input);
        }
    }

    class OP {
        constructor(id) {
            Object.defineProperty(this, 'id', { value: id });
            Object.defineProperty(this, 'par', {
                get: () => new Proxy({ op: this }, parTraps),
                set: () => { throw new Error('par: assign to one of its parameters'); },
            });
        }
        get valid() { return host.call('op.name', [this.id]).error === undefined; }
        get name() { return ask('op.name', this.id); }
        set name(value) { ask('op.rename', this.id, '' + value); }
        get path() { return '/' + this.name; }
        get type() { return ask('op.type', this.id); }
        get label() { return ask('op.label', this.id); }
        get family() { return ask('op.family', this.id); }
        get isTOP() { return this.family === 'TOP'; }
        get isCHOP() { return this.family === 'CHOP'; }
        get isDAT() { return this.family === 'DAT'; }
        get fileSuffix() { return ask('op.fileSuffix', this.id); }
        get inputConnectors() { return ask('wire.inputs', this.id).map((source, i) => new Connector(this, i, true)); }
        get outputConnectors() { return ask('op.isSink', this.id) ? [] : [new Connector(this, 0, false)]; }
        get inputs() { return ask('wire.inputs', this.id).filter(id => id !== null).map(opOf); }
        get outputs() { return ask('wire.outputs', this.id).map(([id]) => opOf(id)); }
        get rows() { return ask('op.rows', this.id); }
        set rows(value) { ask('op.setRows', this.id, value.map(row => row.map(cell => '' + cell))); }
        // Of recorders.
        get state() { return ask('take.state', this.id); }
        get isRecording() { return !['idle', 'failed'].includes(this.state); }
        get report() { return ask('take.report', this.id); }
        get filePath() { return ask('take.path', this.id); }
        get nextPath() { return ask('take.next', this.id); }
        // Waits until its file is complete; gives the report.
        waitUntilFinished() {
            for (;;) {
                const seen = host.news();
                if (!this.isRecording)
                    return this.report;
                host.waitForNews(seen);
            }
        }
        pars(...patterns) {
            const all = ask('op.pars', this.id);
            const chosen = patterns.length ? all.filter(name => patterns.some(p => matches(p, name))) : all;
            return chosen.map(name => parOf(this, name));
        }
        destroy() { ask('op.destroy', this.id); }
        toString() { return this.name; }
        toJSON() { return this.name; }
    }
    function matches(pattern, name) {
        const escaped = pattern.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
        return new RegExp('^' + escaped + '$').test(name);
    }
    const kOps = new Map();
    function opOf(id) {
        if (!kOps.has(id))
            kOps.set(id, new OP(id));
        return kOps.get(id);
    }
    const found = id => id === null || id === undefined ? null : opOf(id);

    define('op', name => name instanceof OP ? name : found(ask('project.find', '' + name)));
    define('ops', (...patterns) => ask('project.select', patterns.map(p => '' + p)).map(opOf));
    const project = {
        get rate() { return ask('project.rate'); },
        set rate(value) { ask('project.setRate', +value); },
        get cookRate() { return this.rate; },
        set cookRate(value) { this.rate = value; },
        get name() { return ask('project.name'); },
        create: (type, name) => found(ask('project.create', '' + type, name === undefined ? '' : '' + name)),
        ops: (...patterns) => global.ops(...(patterns.length ? patterns : ['*'])),
    };
    define('project', Object.freeze(project));
    define('absTime', Object.freeze({
        get seconds() { return ask('project.seconds'); },
        get frame() { return ask('project.frame'); },
        get rate() { return project.rate; },
    }));
    define('True', true);
    define('False', false);
    define('None', null);
    define('me', null);
    define('ParMode', Object.freeze({ CONSTANT: 'constant', EXPRESSION: 'expression', EXPORT: 'export' }));

    function describe(value, depth) {
        if (value === null)
            return 'None';
        if (typeof value === 'function')
            return value.name ? value.name + '()' : 'a function';
        if (typeof value !== 'object')
            return '' + value;
        if (value instanceof Error)
            return value.name + ': ' + value.message;
        if (value instanceof Par)
            return describe(value.val);
        if (value instanceof OP)
            return value.name;
        if (value instanceof Connector)
            return (value.isInput ? 'input ' : 'output ') + value.index + ' of ' + value.owner.name;
        const text = JSON.stringify(value);
        return text === undefined ? '' + value : text;
    }
    define('print', (...values) => host.print(values.map(value => describe(value)).join(' ')));
    define('console', Object.freeze({ log: global.print, info: global.print, warn: global.print, error: global.print }));
    // Later: seconds, or TouchDesigner's {delayFrames} and {delayMilliSeconds}.
    define('run', (what, delay, ...more) => {
        let seconds = 0;
        for (const when of [delay, ...more]) {
            if (typeof when === 'number')
                seconds = when;
            else if (when && when.delayFrames !== undefined)
                seconds = when.delayFrames / project.rate;
            else if (when && when.delayMilliSeconds !== undefined)
                seconds = when.delayMilliSeconds / 1000;
        }
        const source = typeof what === 'function' ? undefined : host.rewritten('' + what);
        host.after(source === undefined ? what : () => (0, eval)(source), +seconds);
    });
    // The time scripts have, they may wait with; nobody waits for them.
    define('wait', seconds => {
        if (!host.wait(+seconds))
            throw new Error('the script was stopped');
    });
    // What if() and while() take for true: a parameter is what its value is.
    Object.defineProperty(global, '__truth', { value: value => value instanceof Par ? value.val : value });

    const kCallbacks = ['onFileStarted', 'onFileFinished', 'onStateChanged', 'onTick'];
    return {
        describe: value => describe(value),
        callback(name, args) {
            if (name === 'forget') {
                for (const each of kCallbacks)
                    global[each] = undefined;
                return;
            }
            const handler = global[name];
            if (typeof handler === 'function')
                handler(...args.map(arg => arg && arg.op !== undefined ? opOf(arg.op) : arg));
        },
    };
})
)js");
}

} // namespace reelout
