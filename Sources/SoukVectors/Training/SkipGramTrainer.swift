import CSoukKernels
import Dispatch
import SoukStorage

/// Trains vectors of words: skip-gram with negative sampling (Mikolov et al., "Distributed Representations of Words and
/// Phrases and their Compositionality", 2013) over words and their character n-grams (Bojanowski et al. 2017).
///
/// A word is the mean of its own vector and those of its n-grams. It predicts all neighbours of one place before it changes, so
/// that its many n-grams are read and written once a place.
///
/// Threads: each works on its own copy of the parameters over its share of the texts for a round; then the changes of all are
/// added up. Nothing is shared within a round, so that a run can be repeated to the last bit.
/// - Complexity: O(epochs · words · window · negatives · dimension); memory 4 · dimension · (2 · words + buckets) bytes, and
///   as much again for each thread where there are several.
package struct SkipGramTrainer {
    private let options: SkipGramOptions
    private let text: TrainingText
    private let bucketCount: Int
    /// Rows of each word, its own and its n-grams': starts and numbers.
    private var rowStarts: [Int] = [0]
    private var rowNumbers: [UInt32] = []
    private var keptShares: [Float] = []
    private let negatives: NegativeTable

    /// - Parameter text: all words of it; rare ones are left out here.
    package init(_ text: TrainingText, _ options: SkipGramOptions = SkipGramOptions()) {
        self.options = options
        self.text = text.keeping(least: options.leastCount)
        bucketCount = options.bucketCount(words: self.text.words.count)
        let total = Double(self.text.tokens.count)
        for (number, word) in self.text.words.enumerated() {
            rowNumbers.append(UInt32(number))
            for bucket in CharacterGrams.buckets(of: word, bucketCount: bucketCount) {
                rowNumbers.append(UInt32(self.text.words.count) + bucket)
            }
            rowStarts.append(rowNumbers.count)
            let share = Double(self.text.counts[number]) / max(total, 1) / max(options.sampledShare, 1e-12)
            keptShares.append(share <= 1 ? 1 : Float((share.squareRoot() + 1) / share))
        }
        negatives = NegativeTable(self.text.counts)
    }

    /// What training gives: a vector of length 1 for each word, and the rows of buckets.
    package struct Result {
        package var words: [String]
        package var counts: [Int]
        package var dimension: Int
        package var wordVectors: [Float]
        package var bucketVectors: [Float]
        /// Mean loss of a prediction, by epoch.
        package var losses: [Float]
    }

    /// - Parameter progress: called with the share that is done.
    package func train(progress: (Double) -> Void = { _ in }) -> Result {
        let dimension = options.dimension
        let wordCount = text.words.count
        let epochs = options.epochs(tokens: text.tokens.count)
        let parameters = Parameters(
            input: (wordCount + bucketCount) * dimension, output: wordCount * dimension)
        var random = TrainingRandom(options.seed)
        for index in 0..<parameters.inputCount {
            parameters.values[index] = (random.unit() - 0.5) * 2 / Float(dimension)
        }
        var losses: [Float] = []
        let threads = max(1, min(options.threads, text.ends.count))
        let copies = threads == 1 ? [] : (0..<threads).map { _ in Parameters(copying: parameters) }
        for epoch in 0..<epochs where wordCount > 1 {
            losses.append(
                threads == 1
                    ? alone(parameters, epoch, of: epochs, progress)
                    : together(parameters, copies, epoch, of: epochs, progress))
        }
        return Result(
            words: text.words, counts: text.counts, dimension: dimension,
            wordVectors: composed(parameters),
            bucketVectors: bucketRows(parameters),
            losses: losses)
    }

    // MARK: Epochs

    private static let roundTokens = 16_384

    private func alone(
        _ parameters: Parameters, _ epoch: Int, of epochs: Int, _ progress: (Double) -> Void
    ) -> Float {
        var worker = SkipGramWorker(dimension: options.dimension, seed: options.seed, epoch: epoch, thread: 0)
        for round in rounds(threads: 1) {
            let done = share(round[0].lowerBound, epoch, epochs)
            progress(done)
            train(round[0], parameters, rate: rate(done), &worker)
        }
        return worker.meanLoss
    }

    private func together(
        _ parameters: Parameters, _ copies: [Parameters], _ epoch: Int, of epochs: Int,
        _ progress: (Double) -> Void
    ) -> Float {
        let workers = Locked(
            copies.indices.map {
                SkipGramWorker(dimension: options.dimension, seed: options.seed, epoch: epoch, thread: $0)
            })
        for round in rounds(threads: copies.count) {
            let done = share(round[0].lowerBound, epoch, epochs)
            progress(done)
            let rate = rate(done)
            DispatchQueue.concurrentPerform(iterations: copies.count) { thread in
                var worker = workers.withLock { $0[thread] }
                train(round[thread], copies[thread], rate: rate, &worker)
                workers.withLock { $0[thread] = worker }
            }
            DispatchQueue.concurrentPerform(iterations: copies.count) { part in
                parameters.addChanges(of: copies, part: part)
            }
        }
        let all = workers.withLock { $0 }
        return all.reduce(0) { $0 + $1.meanLoss } / Float(all.count)
    }

    private func share(_ firstText: Int, _ epoch: Int, _ epochs: Int) -> Double {
        let tokens = firstText == 0 ? 0 : text.ends[firstText - 1]
        return (Double(epoch) + Double(tokens) / Double(max(text.tokens.count, 1))) / Double(max(epochs, 1))
    }

    private func rate(_ done: Double) -> Float { options.rate * Float(max(1 - done, 1e-4)) }

    /// Texts in order, cut so that each thread has about ``roundTokens`` words.
    private func rounds(threads: Int) -> [[Range<Int>]] {
        var rounds: [[Range<Int>]] = []
        var ranges: [Range<Int>] = []
        var first = 0
        for place in text.ends.indices {
            let start = first == 0 ? 0 : text.ends[first - 1]
            guard text.ends[place] - start >= Self.roundTokens || place == text.ends.count - 1 else {
                continue
            }
            ranges.append(first..<place + 1)
            first = place + 1
            if ranges.count == threads {
                rounds.append(ranges)
                ranges = []
            }
        }
        if !ranges.isEmpty {
            ranges += [Range<Int>](repeating: first..<first, count: threads - ranges.count)
            rounds.append(ranges)
        }
        return rounds
    }

    // MARK: Texts

    private func train(
        _ texts: Range<Int>, _ parameters: Parameters, rate: Float, _ worker: inout SkipGramWorker
    ) {
        for number in texts {
            let start = number == 0 ? 0 : text.ends[number - 1]
            worker.tokens.removeAll(keepingCapacity: true)
            for token in text.tokens[start..<text.ends[number]] {
                let kept = keptShares[Int(token)]
                if kept >= 1 || worker.random.unit() < kept { worker.tokens.append(token) }
            }
            for place in worker.tokens.indices { train(place, parameters, rate, &worker) }
        }
    }

    private func train(
        _ place: Int, _ parameters: Parameters, _ rate: Float, _ worker: inout SkipGramWorker
    ) {
        let reach = 1 + worker.random.below(options.window)
        let (low, high) = (max(place - reach, 0), min(place + reach, worker.tokens.count - 1))
        guard low < high else { return }
        let dimension = options.dimension
        let word = Int(worker.tokens[place])
        let rows = rowNumbers[rowStarts[word]..<rowStarts[word + 1]]
        worker.begin()
        // SAFETY: row numbers lie below words + buckets, targets below words; each vector has `dimension` components.
        for row in rows {
            souk_add_scaled(
                1 / Float(rows.count), parameters.values + Int(row) * dimension, &worker.hidden, dimension)
        }
        for other in low...high where other != place {
            worker.targets[0] = worker.tokens[other]
            var count = 1
            for _ in 0..<options.negatives {
                let drawn = negatives.draw(&worker.random)
                if drawn != worker.tokens[other] {
                    worker.targets[count] = drawn
                    count += 1
                }
            }
            worker.loss += Double(
                souk_skip_gram_step(
                    worker.hidden, &worker.gradient, dimension, parameters.values + parameters.inputCount,
                    worker.targets, count, rate))
            worker.steps += 1
        }
        for row in rows {
            souk_add_scaled(1, worker.gradient, parameters.values + Int(row) * dimension, dimension)
        }
    }

    /// The rows of buckets; those that no word has were never learnt, and are 0.
    private func bucketRows(_ parameters: Parameters) -> [Float] {
        let dimension = options.dimension
        let wordCount = text.words.count
        var rows = parameters.bucketRows(from: wordCount * dimension)
        var isLearnt = [Bool](repeating: false, count: bucketCount)
        for row in rowNumbers where row >= wordCount { isLearnt[Int(row) - wordCount] = true }
        for bucket in 0..<bucketCount where !isLearnt[bucket] {
            for index in bucket * dimension..<(bucket + 1) * dimension { rows[index] = 0 }
        }
        return rows
    }

    /// The mean of each word's rows, of length 1.
    private func composed(_ parameters: Parameters) -> [Float] {
        let dimension = options.dimension
        var result: [Float] = []
        result.reserveCapacity(text.words.count * dimension)
        for word in text.words.indices {
            var sum = [Float](repeating: 0, count: dimension)
            for row in rowNumbers[rowStarts[word]..<rowStarts[word + 1]] {
                souk_add_scaled(1, parameters.values + Int(row) * dimension, &sum, dimension)
            }
            result += VectorMath.normalized(sum) ?? sum
        }
        return result
    }
}

/// What one thread of training keeps between places.
private struct SkipGramWorker: Sendable {
    var random: TrainingRandom
    var tokens: [UInt32] = []
    var hidden: [Float]
    var gradient: [Float]
    var targets = [UInt32](repeating: 0, count: 64)
    var loss = 0.0
    var steps = 0

    init(dimension: Int, seed: UInt64, epoch: Int, thread: Int) {
        random = TrainingRandom(
            seed &+ UInt64(epoch + 1) &* 0x9E37_79B9 &+ UInt64(thread) &* 0x8547_3C99_1F3B)
        hidden = [Float](repeating: 0, count: dimension)
        gradient = hidden
    }

    mutating func begin() {
        for index in hidden.indices {
            hidden[index] = 0
            gradient[index] = 0
        }
    }

    var meanLoss: Float { steps > 0 ? Float(loss / Double(steps)) : 0 }
}
