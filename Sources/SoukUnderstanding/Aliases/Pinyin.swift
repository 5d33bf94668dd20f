import SoukAnalysis

/// The ways to type a Han word in Latin letters: its syllables in a row, and their first letters.
///
/// A character with several readings gives a spelling for each, so that the right one is among them whatever the word; at most
/// ``maximumSpellings``. Words that settle it give one (``PolyphoneWords``): 重庆 is chongqing alone.
package struct Pinyin {
    static let maximumSpellings = 8

    private let romanizer: Romanizer

    package init() throws(AnalysisError) { romanizer = try Romanizer() }

    /// Spellings of a word of folded Han scalars, the commonest first; empty when a character has none.
    package func spellings(of word: [UInt32]) -> [(full: [UInt8], initials: [UInt8])] {
        var result: [(full: [UInt8], initials: [UInt8])] = [([], [])]
        for (place, scalar) in word.enumerated() {
            let syllables =
                PolyphoneWords.reading(of: place, in: word).map { [$0] } ?? self.syllables(of: scalar)
            guard !syllables.isEmpty else { return [] }
            result = result.flatMap { begun in
                syllables.map { (begun.full + $0, begun.initials + $0.prefix(1)) }
            }
            if result.count > Self.maximumSpellings {
                result.removeLast(result.count - Self.maximumSpellings)
            }
        }
        return result
    }

    /// Readings of a character, the commonest first.
    func syllables(of scalar: UInt32) -> [[UInt8]] {
        let usual = romanizer.syllable(of: scalar)
        guard !usual.isEmpty else { return [] }
        return [usual] + (Self.furtherReadings[scalar] ?? []).filter { $0 != usual }
    }

    /// Characters of product names with more than one common reading, and those whose ü is typed v.
    private static let furtherReadings: [UInt32: [[UInt8]]] = {
        let table = """
            行 hang xing;重 zhong chong;长 chang zhang;乐 le yue;厦 xia sha;单 dan shan chan;调 tiao diao;还 hai huan;
            朝 chao zhao;都 du dou;得 de dei;地 di de;觉 jue jiao;率 lv shuai;血 xue xie;薄 bao bo;给 gei ji;系 xi ji;
            参 can shen cen;弹 dan tan;传 chuan zhuan;便 bian pian;藏 cang zang;大 da dai;好 hao;和 he huo;角 jiao jue;
            卷 juan;空 kong;累 lei;量 liang;模 mo mu;泊 bo po;铺 pu;奇 qi ji;切 qie;曲 qu;塞 sai se;色 se shai;
            宿 su xiu;省 sheng xing;石 shi dan;识 shi zhi;似 si shi;提 ti di;挑 tiao;吐 tu;兴 xing;咽 yan;粘 zhan nian;
            种 zhong chong;转 zhuan;着 zhe zhuo zhao;中 zhong;盛 sheng cheng;石 shi;车 che ju;会 hui kuai;柏 bai bo;
            蚌 bang beng;刨 bao pao;绿 lv lu;女 nv nu;旅 lv lu;铝 lv lu;驴 lv lu;律 lv lu;滤 lv lu;吕 lv lu;侣 lv lu;
            略 lve lue;虐 nve nue;恶 e wu;尺 chi;匙 shi chi;臭 chou xiu;畜 xu chu;澄 cheng deng;打 da;度 du duo;
            发 fa;佛 fo fu;葛 ge;咖 ka ga;卡 ka qia;壳 ke qiao;拉 la;露 lu lou;落 luo la lao;绿 lv lu;埋 mai man;
            没 mei mo;秘 mi bi;抹 mo ma;磨 mo;娜 na nuo;宁 ning;片 pian;屏 ping bing;朴 pu piao;栖 qi xi;翘 qiao;
            茄 qie jia;亲 qin qing;圈 quan juan;散 san;扫 sao;刹 sha cha;扇 shan;少 shao;舍 she;说 shuo shui;
            臂 bi bei;伯 bo bai;差 cha chai;刷 shua;汤 tang;拓 tuo ta;尾 wei yi;纤 xian qian;吓 xia he;相 xiang;
            校 xiao jiao;削 xiao xue;叶 ye xie;饮 yin;约 yue yao;钥 yao yue;扎 zha za;炸 zha;载 zai;脏 zang;择 ze zhai;
            轴 zhou;嚼 jiao jue;术 shu zhu;万 wan mo;尉 wei yu;解 jie xie;仇 chou qiu;任 ren;贾 jia gu;俞 yu shu;
            阿 a e;娃 wa;呢 ne ni;哦 o e;呗 bei;哪 na nei;那 na;什 shen shi;么 me mo;了 le liao;
            仔 zi zai;蛤 ha ge;扒 pa ba;杉 shan sha;爪 zhua zhao;夹 jia ga;炮 pao bao;强 qiang jiang;曾 zeng ceng;
            折 zhe she;番 fan pan;膀 bang pang;熨 yun yu;芥 jie gai;荠 ji qi;莎 sha suo;裳 shang chang;伽 jia qie ga;
            虹 hong jiang;虾 xia ha;
            """
        var readings: [UInt32: [[UInt8]]] = [:]
        for entry in table.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let parts = entry.split(separator: " ")
            guard let scalar = parts.first?.unicodeScalars.first else { continue }
            readings[scalar.value] = parts.dropFirst().map { Array($0.utf8) }
        }
        return readings
    }()
}
