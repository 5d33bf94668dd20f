import SoukAnalysis

/// What stands behind the name of goods and only describes it: 漫画书 搞笑, 冰箱 四开门 一级 节能, 头盔 带围脖.
///
/// Beside ``GoodsVocabulary/trailing`` these are materials, manners, makes and sizes, some of which name goods elsewhere (铁皮): they
/// are set aside only where goods stand before them.
enum Descriptions {
    /// Where the description begins that ends at a place; nil when none does.
    /// - Parameter start: of the segment; something has to be left of it.
    static func start(endingAt end: Int, in text: FoldedText, from start: Int) -> Int? {
        if let word = words.longestEnding(in: text, at: end, longestPhrase: 5), word.range.lowerBound > start
        {
            return word.range.lowerBound
        }
        // 可漂移, 可水洗: what one can do with it.
        for length in [3, 2] where end - length > start && text.has("可", at: end - length) {
            if Lexicon.icu?.cost(of: text.string(end - length + 1..<end)) != nil { return end - length }
        }
        // 四开门, 3层, 两件: so many parts.
        guard let part = parts.longestEnding(in: text, at: end, longestPhrase: 3) else { return nil }
        let number = part.range.lowerBound - 1
        guard number > start, numbers.contains(text.scalars[number]) else { return nil }
        return number
    }

    /// Whether places hold exactly one description: 门锁 皮革.
    static func isWhole(_ segment: Range<Int>, in text: FoldedText) -> Bool {
        words.tag(of: segment, in: text) != nil
    }

    /// Where an addition begins that ends a segment: 带围脖 of 头盔带围脖, 送女友 of 口红送女友. Goods have to end there, and the character
    /// may not be the end or the beginning of a word (皮带, 配件).
    static func addition(in segment: Range<Int>, of text: FoldedText) -> Int? {
        guard segment.count >= 4 else { return nil }
        for place in stride(from: segment.upperBound - 2, through: segment.lowerBound + 2, by: -1)
        where adding.contains(text.scalars[place]) && segment.upperBound - place <= longestAddition {
            if isWord(text, place - 1..<place + 1) || isWord(text, place..<place + 2) { continue }
            if place - 2 >= segment.lowerBound, isWord(text, place - 2..<place + 1) { continue }
            if nameEnds(at: place, in: text, from: segment.lowerBound) { return place }
        }
        return nil
    }

    private static let longestAddition = 5

    /// Whether goods end at a place or before descriptions that end there.
    static func nameEnds(at end: Int, in text: FoldedText, from start: Int) -> Bool {
        var end = end
        for _ in 0..<4 where end - start >= 2 {
            if GoodsVocabulary.nameEnds(at: end, in: text) { return true }
            let plain = GoodsVocabulary.trailing.longestEnding(in: text, at: end, longestPhrase: 5)
            guard let next = plain?.range.lowerBound ?? self.start(endingAt: end, in: text, from: start)
            else {
                return false
            }
            end = next
        }
        return false
    }

    private static func isWord(_ text: FoldedText, _ places: Range<Int>) -> Bool {
        places.upperBound <= text.count && Lexicon.icu?.cost(of: text.string(places)) != nil
    }

    private static let adding = Set("带配送含无".unicodeScalars.map(\.value))
    private static let numbers = Set("一二两三四五六七八九十单双多半几".unicodeScalars.map(\.value))
    private static let parts = PhraseTable<Bool>([
        (
            true,
            "开门|层|级|格|门|座|孔|档|挡|股|节|折|路|位|联|头|眼|口|档位|件|件套|只装|片装|个装|支装|瓶装|包装|条装|双装|人|人份|人座|年级|季|面|色|段|代|寸|号|码|斤|片|个|只|条|双|支|瓶|包|盒|袋|台|本|张|块|根|卷|桶|箱|枚|颗|粒|副|对|串|罐|套"
        )
    ])

    private static let words = PhraseTable<Bool>([
        (
            true,
            """
            木质|木制|实木|原木|松木|橡木|红木|竹制|竹质|铁艺|铁制|铁皮|钢制|不锈钢|铝合金|全铝|全铜|纯铜|黄铜|铸铁|纯银|纯金|合金|金属|塑料|塑胶|硅胶|橡胶|乳胶|陶瓷|\
            亚克力|真皮|牛皮|羊皮|皮质|皮革|纯棉|全棉|棉质|棉麻|亚麻|真丝|蚕丝|羊毛|羊绒|兔毛|雪纺|蕾丝|牛仔|灯芯绒|法兰绒|珊瑚绒|尼龙|帆布|涤纶|\
            无纺布|树脂|碳纤维|铜制|玉石|藤编|编织|布艺|纸质|搞笑|好玩|有趣|好看|好吃|漂亮|卡通|动漫|恐怖|治愈|解压|减压|益智|早教|启蒙|入门|进阶|专业|业余|初学|\
            初学者|新手|大码|小码|均码|加大码|超大码|胖mm|大块|小块|大包|小包|大瓶|小瓶|大袋|小袋|整箱装|家庭装|实惠装|补充装|替换装|礼盒装|袋装|瓶装|盒装|罐装|桶装|散装|\
            礼盒|有线|无线|节能|省电|省油|变频|定频|高清|超清|彩色|黑白|单色|夜光|荧光|发光|反光|磨砂|哑光|亮光|镜面|镂空|印花|刺绣|绣花|提花|格子|条纹|碎花|波点|纯色|\
            圆形|方形|长方形|正方形|椭圆形|三角形|心形|异形|平底|尖头|圆头|平头|高帮|低帮|高腰|低腰|高跟|平跟|粗跟|细跟|坡跟|厚底|薄底|软底|硬底|圆领|高领|翻领|立领|无领|\
            长袖|短袖|无袖|七分袖|连帽|带帽|收腰|紧身|直筒|阔腿|加肥|加肥加大|弹力|高弹|超薄|超轻|超厚|轻薄|轻便|加粗|加硬|加密|加宽加长|迷你型|便携型|家用型|\
            农村|农用|工地|工业|车载|车用|船用|军用|警用|医用|民用|野外|露营|旅行|旅游|出差|居家|庭院|花园|阳台|学生用|小学生|初中生|高中生|大学生|中学生|青少年|少年|少女|\
            成年人|老年人|老年|年轻人|上班族|女孩|男孩|小孩|小朋友|婴幼儿|新生儿|女孩子|男孩子|女朋友|男朋友|女友|男友|闺蜜|老师|长辈|父母|爷爷|奶奶|老婆|老公|送礼|生日|\
            结婚|婚庆|婚礼|新婚|过年|春节|圣诞|圣诞节|中秋|端午|情人节|元宵|国庆|开业|乔迁|毕业|开学|高考|中考|考研|夜市|摆摊|摆地摊|开店|店用|饭店用|餐饮|烧烤|野餐|\
            日系|韩系|欧美|法式|英伦|美式|港风|港式|泰式|国潮|国风|古风|民国|民族风|中国风|ins风|ins|森系|文艺|甜美|可爱风|学院风|复古风|工业风|极简|轻奢|奢华|高级感|精致|气质|\
            优雅|淑女|名媛|减龄|洋气显瘦|遮肉|遮肚|显白|显高|显脸小|个性|潮流|潮牌|酷炫|炫酷|霸气|仿真|仿古|做旧|怀旧|老式|旧式|传统|新式|老款|经典|经典款|基础款|限量|限量版|\
            联名|联名款|典藏版|豪华版|标准版|旗舰版|青春版|升级版|加强版|精装版|平装|精装|原版|正版|中文版|英文版|国行|港版|日版|美版|欧版|韩国版|海外版|线上|线下|\
            速干|快干|吸汗|抗菌|除菌|杀菌|防霉|防虫|防蚊|防风|防雨|防雾|防冻|防锈|防爆|防盗|防火|防刮|防撞|防抖|防脱落|防滑耐磨|耐磨防滑|隔热|隔音|降噪|消音|恒温|\
            保温|保冷|制冷|制热|加热|自热|速热|即热|快速|极速|高速|低速|高压|低压|大功率|小功率|高功率|大流量|大吸力|强力|强光|强效|特效|速效|温和|敏感肌|干皮|油皮|油性|干性|\
            中性|无糖|低糖|无盐|低脂|脱脂|低卡|无添加|无香|清香|浓香|酱香|原味|微辣|特辣|麻辣|香辣|五香|酸甜|咸味|甜味|奶味|水果味|新鲜|现摘|现做|手打|有机|天然|纯天然|\
            纯手工制作|定制款|来图定制|可定制|可调|可调节|升降|可升降|旋转|可旋转|移动|可移动|伸缩式|折叠式|抽拉式|推拉式|翻盖|翻盖式|手提|手提式|手持|手持式|头戴|头戴式|入耳|\
            入耳式|挂脖|挂脖式|挂耳|挂耳式|斜挎|单肩|双肩|吸顶|吸顶式|台式|桌面|桌上|床上|墙上|地上|吸盘式|磁吸|磁吸式|粘贴|粘贴式|免安装|免钉|免洗|免烫|免煮|免胶|开封|未拆封|\
            拆机|九成新|几成新|闲置|转让|库存|尾货|尾单|外贸|出口|原单|工厂|源头|一手|一件代发|代发|加盟|同城|送货上门|上门|安装|维修|回收|出租|租赁|清洗|暖白|冷白|暖光|白光|暖黄|墨绿|墨绿色|酒红|酒红色|米白|米白色|米色|咖啡色|卡其色|杏色|藏青|藏青色|天蓝|浅蓝|深蓝|浅灰|深灰|玫红|宽|窄|长|短|厚|薄|粗|细|硬|软|大|小|中国|日本|韩国|泰国|印度|越南|\
            俄罗斯|德国|法国|英国|美国|意大利|西班牙|荷兰|瑞士|瑞典|丹麦|澳洲|澳大利亚|新西兰|加拿大|智利|巴西|香港|澳门|台湾|北京|上海|天津|重庆|广州|深圳|东莞|佛山|\
            杭州|宁波|义乌|温州|苏州|南京|无锡|成都|武汉|长沙|郑州|西安|济南|青岛|大连|沈阳|哈尔滨|昆明|贵阳|南宁|福州|厦门|泉州|合肥|南昌|石家庄|太原|兰州|广东|广西|\
            浙江|江苏|福建|山东|山西|河南|河北|湖南|湖北|四川|云南|贵州|海南|安徽|江西|陕西|甘肃|青海|宁夏|新疆|西藏|内蒙古|辽宁|吉林|黑龙江|东北
            """
        )
    ])
}
