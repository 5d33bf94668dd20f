import SoukAnalysis

extension GeneralNames {
    static let brands = KnownBrands.list

    /// What a name may be called where a number follows it, by `=`: the series of a brand that bears numbers, and the brand in place
    /// of the series, in Chinese only, since the Latin name stands in the names of its other goods too.
    static let series = """
        苹果=iphone;apple=iphone;iphone=苹果;三星=galaxy;samsung=galaxy;galaxy=三星;小米=mi;xiaomi=mi;mi=小米;
        ps=playstation;playstation=ps
        """
}
