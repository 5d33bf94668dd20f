/// What goods, their colours and shoppers are called in mainland and Taiwan shops, in full and in short. Written for this project
/// from general knowledge. Chinese words of English ones are in ``Translations``.
///
/// Entries are separated by `;`, ways to say one thing by `/`.
extension GeneralNames {
    static let goods = devices + home + clothing + care + things + qualities

    private static let devices = """
        手机壳/手机套/保护壳;平板/平板电脑;笔记本电脑/笔记本/笔电;显示器/显示屏/荧幕;鼠标/滑鼠;
        音箱/音响/喇叭;麦克风/话筒;相机/照相机;三脚架/脚架;电视/电视机;投影仪/投影机;打印机/列印机;
        墨盒/墨水匣;硒鼓/碳粉匣;路由器/分享器;硬盘/硬碟;u盘/优盘/随身碟;内存卡/存储卡/记忆卡;内存条/记忆体;
        充电线/数据线/传输线;充电宝/移动电源/行动电源;适配器/转接头;排插/插排/延长线;
        屏幕保护膜/钢化膜/保护贴;自拍杆/自拍棒;无人机/空拍机;手柄/游戏手柄;
        """

    private static let home = """
        空调/冷气;风扇/电风扇;空气净化器/空气清净机;电饭煲/电饭锅;电水壶/电热水壶;吹风机/电吹风;砧板/菜板;
        勺子/汤匙;水杯/水壶;饭盒/便当盒;毯子/毛毯;收纳盒/储物盒;台灯/桌灯;墙纸/壁纸;螺丝刀/起子;
        """

    private static let clothing = """
        衬衫/衬衣;羽绒服/羽绒衣;连衣裙/洋装;文胸/胸罩;鞋/鞋子;运动鞋/球鞋;跑鞋/跑步鞋;皮带/腰带;
        太阳镜/墨镜/太阳眼镜;包/包包;背包/双肩包/后背包;钱包/皮夹;单肩包/斜挎包/侧背包;行李箱/拉杆箱;
        耳环/耳饰;泳衣/泳装;
        """

    private static let care = """
        口红/唇膏;粉底/粉底液;散粉/蜜粉;面霜/乳霜;精华/精华液;爽肤水/化妆水;防晒/防晒霜;洗面奶/洁面/洗面乳;
        洗发水/洗发露/洗发精;护发素/润发乳;沐浴露/沐浴乳;香皂/肥皂;剃须刀/刮胡刀;纸巾/卫生纸;
        纸尿裤/尿不湿/尿布;维生素/维他命;
        """

    private static let things = """
        玩偶/娃娃;公仔/手办;自行车/脚踏车;头盔/安全帽;鱼竿/钓竿;书/图书;婴儿车/推车;安全座椅/儿童座椅;
        茶/茶叶;酸奶/优格;红酒/葡萄酒;薯片/洋芋片;大米/米;方便面/泡面;礼物/礼品;
        """

    private static let qualities = """
        黑色/黑;白色/白;红色/红;蓝色/蓝;绿色/绿;黄色/黄;粉色/粉红色/粉;紫色/紫;灰色/灰;橙色/橘色;
        棕色/咖啡色;银色/银;男士/男/男款;女士/女/女款;儿童/小孩;婴儿/宝宝;便携/便携式/携带式;折叠/可折叠;
        智能/智慧;木/木质;塑料/塑胶;硅胶/矽胶;丝绸/真丝;套装/组合;韩国/韩版;日本/日系;夏季/夏天;冬季/冬天;
        旅行/旅游;
        """
}
