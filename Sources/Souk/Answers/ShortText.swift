extension Double {
    /// At most three decimals, for people.
    var shortText: String {
        guard abs(self) < 1e12 else { return "\(self)" }
        let thousandths = Int64((self * 1000).rounded())
        let rest = abs(thousandths) % 1000
        let whole = (thousandths < 0 ? "-" : "") + "\(abs(thousandths) / 1000)"
        guard rest > 0 else { return whole }
        var digits = String("00\(rest)".suffix(3))
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
