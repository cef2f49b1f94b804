/** What is older than so many values fades: tracks are relaid, and races come to be run in another way. */
const MEMORY = 200

/** A mean that grows by one value at a time. */
export class RunningMean {
  count = 0
  mean = 0

  add(value: number): void {
    if (this.count < MEMORY) this.count++
    this.mean += (value - this.mean) / this.count
  }
  /** Drawn toward `prior` as by `belief` values of it; `prior` itself when empty. */
  toward(prior: number, belief: number): number { return (this.count * this.mean + belief * prior) / (this.count + belief) }

  static in<K>(means: Map<K, RunningMean>, key: K): RunningMean {
    let mean = means.get(key)
    if (mean === undefined) means.set(key, (mean = new RunningMean()))
    return mean
  }
}
