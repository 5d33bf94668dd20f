/// Words that settle how a character of several readings is said in them: 银行 yinhang, 旅行 lüxing. Written from general knowledge.
///
/// Words of other characters, and characters in other words, keep every reading.
enum PolyphoneWords {
    /// A character, one of its readings, and words in which it is said so.
    private static let list = """
        重 chong 重庆 重叠 重复 重新 重组 重启 双重 三重 多重 重阳 重逢 重奏;
        重 zhong 重量 重力 承重 称重 举重 负重 厚重 体重 重型 重工 重磅 加重 超重 贵重 沉重 重物 载重 增重 毛重 净重 重点 重要 尊重;
        长 zhang 成长 生长 增长 家长 校长 店长 班长 船长 队长 院长 长大 长高 长辈 助长;
        长 chang 长虹 长裤 长袖 长款 长裙 长城 长安 长沙 长靴 长筒 长柄 长江 长途 长寿 长久 加长 延长 特长 身长 全长 细长 超长 长毛 长尾 长春
        长袍 长衫 长笛 长方 长条 长效 长白;
        乐 yue 音乐 乐器 乐谱 乐队 乐理 声乐 民乐 器乐 乐章 配乐 乐团 管乐 弦乐 奏乐 士乐 响乐 滚乐 乐曲;
        乐 le 快乐 可乐 娱乐 欢乐 乐园 乐高 乐扣 乐视 乐事 安乐 百乐 游乐 乐趣 玩乐 伯乐 喜乐 乐天 乐福 乐肤;
        行 hang 银行 行业 商行 行家 车行 排行 行列 同行 央行 琴行;
        行 xing 行李 旅行 行车 骑行 自行 步行 行走 流行 飞行 航行 运行 执行 行程 出行 行动 平行 行星 发行 行政 行军 滑行;
        觉 jiao 睡觉 午觉;觉 jue 感觉 触觉 视觉 听觉 觉醒;
        薄 bo 薄荷 单薄 轻薄;参 shen 人参 洋参 海参 党参 参茸 丹参 红参 丽参 参片 旗参;参 can 参考 参数 参加 参观;
        弹 dan 子弹 弹弓 弹壳 弹珠 炮弹 弹丸 核弹;弹 tan 弹力 弹簧 弹性 弹琴 弹唱 弹奏 回弹 弹幕 弹跳 弹窗 高弹;
        便 pian 便宜;便 bian 便携 方便 便利 便捷 便当 便签 轻便 随便 便盆 便器 简便;
        藏 zang 西藏 藏红 藏族 藏式 藏刀 宝藏 藏香 藏药 藏毯;藏 cang 收藏 隐藏 珍藏 冷藏 储藏 典藏 藏品 窖藏;
        角 jue 角色 主角 配角;角 jiao 转角 三角 牛角 角落 角度 直角 护角 圆角 边角 角钢 号角;
        什 shi 什锦;什 shen 什么;壳 qiao 地壳 甲壳;壳 ke 机壳 外壳 贝壳 护壳 壳牌 弹壳 软壳 硬壳 果壳;
        茄 jia 雪茄;茄 qie 番茄 茄子 茄汁;咖 ga 咖喱;咖 ka 咖啡 大咖;
        模 mu 模具 模板 模样 模子;模 mo 模型 模特 模拟 规模 模块 名模;
        传 zhuan 自传 传记 浒传 外传 列传;传 chuan 传统 传感 传输 传真 传动 传奇 传说 宣传 遗传 传送;
        调 diao 音调 调查 格调 色调 声调 曲调 单调;
        调 tiao 空调 调料 调味 调节 调整 可调 调音 调光 调色 调配 调酒 调温 调速 调和 烹调;
        单 dan 单肩 单人 单车 简单 菜单 床单 被单 单反 单层 订单 清单 单杠 单品 单件 单门 单双;
        朝 chao 朝鲜 朝阳 朝代 王朝 唐朝;曾 zeng 曾国;曾 ceng 曾经;匙 chi 汤匙 茶匙;匙 shi 钥匙;
        塞 sai 塞子 瓶塞 耳塞 活塞 木塞;塞 se 堵塞 阻塞;系 xi 系列 系统 体系;系 ji 系带 系绳;
        都 du 都市 成都 首都 京都 古都;还 huan 归还 还原;卡 qia 发卡 关卡;
        卡 ka 卡片 卡套 贺卡 显卡 卡通 卡包 卡座 存卡 卡尺 卡车 皮卡 网卡 磁卡 卡纸 卡扣 卡丁 点卡 行卡;
        仔 zai 牛仔 公仔 靓仔;仔 zi 仔细 仔猪 仔排;着 zhuo 着装 衣着;会 kuai 会计;会 hui 会议 聚会 会员 宴会;
        柏 bo 柏林;柏 bai 松柏 柏木 侧柏;差 chai 出差;差 cha 温差 时差;大 da 大衣 大米 大号 大码 大师 大人 大小;大 dai 大夫;
        石 shi 宝石 石头 钻石 理石 石英 石材 磁石 石膏;说 shuo 小说 说明 传说;尾 wei 马尾 尾巴 车尾;
        色 se 颜色 彩色 黑色 白色 红色 色彩 肤色;和 he 和平 温和 柔和;奇 qi 神奇 奇异 惊奇;奇 ji 奇数;
        """

    /// Readings by the word and the place of the character in it.
    private static let readings: [[UInt32]: [(place: Int, reading: [UInt8])]] = {
        var readings: [[UInt32]: [(place: Int, reading: [UInt8])]] = [:]
        for entry in list.split(separator: ";") {
            let parts = entry.split(whereSeparator: \.isWhitespace)
            guard parts.count > 2, let character = parts[0].unicodeScalars.first?.value else { continue }
            for word in parts[2...] {
                let scalars = word.unicodeScalars.map(\.value)
                guard let place = scalars.firstIndex(of: character) else { continue }
                readings[scalars, default: []].append((place, Array(parts[1].utf8)))
            }
        }
        return readings
    }()

    /// How the character at a place is said in a word that holds one of the list; nil where none settles it.
    static func reading(of place: Int, in word: [UInt32]) -> [UInt8]? {
        for start in max(0, place - 1)...place where start + 2 <= word.count {
            for found in readings[Array(word[start..<start + 2])] ?? [] where start + found.place == place {
                return found.reading
            }
        }
        return nil
    }
}
