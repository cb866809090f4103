// Numbers at random from a seed: the same seed, the same numbers.

export class Chance {
    constructor(seed) {
        this.state = seed >>> 0;
    }

    next() {
        this.state = (this.state + 0x6d2b79f5) >>> 0;
        let value = this.state;
        value = Math.imul(value ^ (value >>> 15), value | 1);
        value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
        return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
    }

    /** 0 … below `end`. */
    below(end) {
        return Math.floor(this.next() * end);
    }

    is(share) {
        return this.next() < share;
    }

    of(list) {
        return list[this.below(list.length)];
    }

    /** One key of an object whose values are weights. */
    weighed(weights) {
        let left = this.next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
        for (const [key, weight] of Object.entries(weights)) {
            left -= weight;
            if (left < 0) return key;
        }
        return Object.keys(weights).at(-1);
    }
}
