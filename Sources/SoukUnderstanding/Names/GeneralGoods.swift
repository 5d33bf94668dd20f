/// Words for goods, their parts, colours, materials and shoppers in Chinese and English. Written for this project from general
/// knowledge: what a shop's own category tree says, it says better.
///
/// Entries are separated by `;`, ways to say one thing by `/`.
extension GeneralNames {
    static let goods = devices + home + clothing + care + things + qualities

    private static let devices = """
        手机/mobile phone/smartphone/cell phone/phone;手机壳/手机套/保护壳/phone case;平板/平板电脑/tablet;电脑/computer;
        笔记本电脑/笔记本/笔电/laptop/notebook computer;台式机/desktop computer;显示器/显示屏/荧幕/monitor;键盘/keyboard;鼠标/滑鼠/mouse;鼠标垫/mouse pad;
        耳机/headphone/headset/earphone;蓝牙耳机/bluetooth headset/bluetooth earphone;音箱/音响/喇叭/speaker;麦克风/话筒/microphone;摄像头/webcam;
        相机/照相机/camera;镜头/lens;三脚架/脚架/tripod;电视/电视机/television/tv;投影仪/投影机/projector;打印机/列印机/printer;墨盒/墨水匣/ink cartridge;
        硒鼓/碳粉匣/toner cartridge;扫描仪/scanner;路由器/分享器/router;交换机/network switch;硬盘/硬碟/hard drive;固态硬盘/ssd;移动硬盘/external hard drive;
        u盘/优盘/随身碟/flash drive;内存卡/存储卡/记忆卡/memory card;内存条/记忆体/ram;显卡/graphics card;主板/motherboard;处理器/cpu;
        充电器/charger;充电线/数据线/传输线/charging cable;充电宝/移动电源/行动电源/power bank;电池/battery;电源/power supply;适配器/转接头/adapter;
        转换器/converter;插座/socket;排插/插排/延长线/power strip;手表/watch;智能手表/smart watch/smartwatch;手环/bracelet;屏幕保护膜/钢化膜/保护贴/screen protector;
        支架/stand/holder;手机支架/phone holder/phone stand;自拍杆/自拍棒/selfie stick;无人机/空拍机/drone;游戏机/game console;手柄/游戏手柄/gamepad/controller;
        电子书/e-book reader;计算器/calculator;对讲机/walkie talkie;行车记录仪/dash cam;导航仪/gps;
        """

    private static let home = """
        冰箱/refrigerator/fridge;洗衣机/washing machine/washer;空调/冷气/air conditioner;风扇/电风扇/fan;吸尘器/vacuum cleaner;扫地机器人/robot vacuum;
        加湿器/humidifier;空气净化器/空气清净机/air purifier;电饭煲/电饭锅/rice cooker;微波炉/microwave oven;烤箱/oven;空气炸锅/air fryer;咖啡机/coffee machine/coffee maker;
        电水壶/电热水壶/electric kettle;热水器/water heater;榨汁机/juicer;搅拌机/blender;吹风机/电吹风/hair dryer;熨斗/iron;电熨斗/steam iron;
        锅/pot;平底锅/frying pan;刀/knife;菜刀/kitchen knife;剪刀/scissors;砧板/菜板/cutting board;碗/bowl;盘子/plate;筷子/chopsticks;勺子/汤匙/spoon;叉子/fork;
        杯子/cup;马克杯/mug;保温杯/thermos/insulated bottle;水杯/水壶/water bottle;饭盒/便当盒/lunch box;
        沙发/sofa/couch;床/bed;床垫/mattress;枕头/pillow;被子/quilt;棉被/comforter;毯子/毛毯/blanket;床单/bed sheet;床上用品/bedding;
        窗帘/curtain;地毯/rug/carpet;桌子/table;书桌/desk;电脑桌/computer desk;椅子/chair;办公椅/office chair;书架/bookshelf/bookcase;衣柜/wardrobe;柜子/cabinet;
        鞋架/shoe rack;收纳盒/储物盒/storage box;衣架/hanger;镜子/mirror;台灯/桌灯/desk lamp/table lamp;灯/lamp/light;灯泡/light bulb;蜡烛/candle;花瓶/vase;相框/photo frame/picture frame;
        钟/clock;挂钟/wall clock;闹钟/alarm clock;门铃/doorbell;锁/lock;垃圾桶/trash can/garbage bin;毛巾/towel;浴巾/bath towel;花洒/shower head;水龙头/faucet/tap;
        马桶/toilet;浴缸/bathtub;墙纸/壁纸/wallpaper;贴纸/sticker;雨伞/umbrella;梯子/ladder;工具箱/tool box;螺丝刀/起子/screwdriver;电钻/drill;锤子/hammer;
        扳手/wrench;胶带/tape;手电筒/flashlight;滤芯/filter;
        """

    private static let clothing = """
        衣服/clothes/clothing;衬衫/衬衣/shirt;t恤/t-shirt/tee;卫衣/hoodie/sweatshirt;毛衣/sweater;外套/jacket/coat;大衣/overcoat;羽绒服/羽绒衣/down jacket;风衣/trench coat;
        西装/suit;背心/vest;马甲/waistcoat;裤子/pants/trousers;牛仔裤/jeans;短裤/shorts;运动裤/sweatpants;打底裤/leggings;裙子/skirt;连衣裙/洋装/dress;
        旗袍/cheongsam;睡衣/pajamas;内衣/underwear;文胸/胸罩/bra;袜子/socks;丝袜/stockings;鞋/鞋子/shoes;运动鞋/球鞋/sneakers/sports shoes;跑鞋/跑步鞋/running shoes;
        篮球鞋/basketball shoes;靴子/boots;凉鞋/sandals;拖鞋/slippers;高跟鞋/high heels;皮鞋/leather shoes;帆布鞋/canvas shoes;雨鞋/rain boots;
        帽子/hat/cap;棒球帽/baseball cap;围巾/scarf;手套/gloves;皮带/腰带/belt;领带/tie;眼镜/glasses;太阳镜/墨镜/太阳眼镜/sunglasses;
        包/包包/bag;背包/双肩包/后背包/backpack;手提包/handbag/tote bag;钱包/皮夹/wallet;单肩包/斜挎包/侧背包/shoulder bag/crossbody bag;行李箱/拉杆箱/suitcase/luggage;
        项链/necklace;戒指/ring;耳环/耳饰/earrings;手链/bracelet;胸针/brooch;发夹/hair clip;发带/headband;泳衣/泳装/swimsuit;比基尼/bikini;雨衣/raincoat;
        """

    private static let care = """
        口红/唇膏/lipstick;唇釉/lip gloss;润唇膏/lip balm;粉底/粉底液/foundation;气垫/cushion foundation;眼影/eyeshadow;眼线笔/eyeliner;睫毛膏/mascara;眉笔/eyebrow pencil;
        腮红/blush;遮瑕/concealer;散粉/蜜粉/setting powder;卸妆/makeup remover;卸妆油/cleansing oil;面膜/facial mask/face mask/sheet mask;面霜/乳霜/face cream;眼霜/eye cream;
        精华/精华液/serum/essence;爽肤水/化妆水/toner;乳液/lotion;防晒/防晒霜/sunscreen;洗面奶/洁面/洗面乳/facial cleanser/face wash;护手霜/hand cream;身体乳/body lotion;
        香水/perfume/fragrance;指甲油/nail polish;化妆品/cosmetics/makeup;化妆刷/makeup brush;洗发水/洗发露/洗发精/shampoo;护发素/润发乳/conditioner;沐浴露/沐浴乳/body wash/shower gel;
        香皂/肥皂/soap;牙刷/toothbrush;电动牙刷/electric toothbrush;牙膏/toothpaste;漱口水/mouthwash;剃须刀/刮胡刀/razor/shaver;梳子/comb;发膜/hair mask;染发/hair dye;
        洗衣液/laundry detergent;洗洁精/dish soap;纸巾/卫生纸/tissue;湿巾/wet wipes;卫生巾/sanitary pad;纸尿裤/尿不湿/尿布/diaper;口罩/mask;
        维生素/维他命/vitamin;蛋白粉/protein powder;鱼油/fish oil;胶原蛋白/collagen;益生菌/probiotics;体温计/thermometer;血压计/blood pressure monitor;
        """

    private static let things = """
        玩具/toy;积木/building blocks;拼图/puzzle/jigsaw puzzle;玩偶/娃娃/doll;毛绒玩具/plush toy/stuffed animal;模型/model;公仔/手办/figure;遥控车/rc car;桌游/board game;
        气球/balloon;自行车/脚踏车/bicycle/bike;滑板/skateboard;滑板车/scooter;头盔/安全帽/helmet;帐篷/tent;睡袋/sleeping bag;瑜伽垫/yoga mat;哑铃/dumbbell;跑步机/treadmill;
        篮球/basketball;足球/soccer ball/football;羽毛球/badminton;羽毛球拍/badminton racket;网球/tennis;乒乓球/table tennis;钓鱼/fishing;鱼竿/钓竿/fishing rod;望远镜/binoculars/telescope;
        吉他/guitar;钢琴/piano;小提琴/violin;鼓/drum;书/图书/book;笔/pen;铅笔/pencil;钢笔/fountain pen;笔记本/notebook;日历/calendar;贺卡/greeting card;文件夹/folder;
        书包/school bag;铅笔盒/pencil case;胶水/glue;订书机/stapler;婴儿车/推车/stroller;安全座椅/儿童座椅/car seat;奶瓶/baby bottle;奶嘴/pacifier;奶粉/milk powder;围兜/bib;
        猫粮/cat food;狗粮/dog food;猫砂/cat litter;轮胎/tire/tyre;机油/motor oil/engine oil;汽车/car;摩托车/motorcycle;脚垫/floor mat;车载/for car;
        咖啡/coffee;咖啡豆/coffee beans;茶/茶叶/tea;绿茶/green tea;牛奶/milk;酸奶/优格/yogurt;果汁/juice;啤酒/beer;红酒/葡萄酒/wine/red wine;威士忌/whisky/whiskey;
        巧克力/chocolate;饼干/cookies/biscuits;糖果/candy;薯片/洋芋片/potato chips;坚果/nuts;蜂蜜/honey;大米/米/rice;面粉/flour;面条/noodles;方便面/泡面/instant noodles;
        橄榄油/olive oil;酱油/soy sauce;面包/bread;蛋糕/cake;零食/snack;礼盒/gift box/gift set;礼物/礼品/gift;
        """

    private static let qualities = """
        黑色/黑/black;白色/白/white;红色/红/red;蓝色/蓝/blue;绿色/绿/green;黄色/黄/yellow;粉色/粉红色/粉/pink;紫色/紫/purple;灰色/灰/grey/gray;橙色/橘色/orange;
        棕色/咖啡色/brown;银色/银/silver;金色/gold;米色/beige;透明/transparent/clear;
        男士/男/男款/men/men's;女士/女/女款/women/women's/ladies;儿童/小孩/kids/children;婴儿/宝宝/baby/infant;女孩/girls;男孩/boys;
        无线/wireless;蓝牙/bluetooth;有线/wired;充电式/rechargeable;便携/便携式/携带式/portable;防水/waterproof;防晒/sun protection;折叠/可折叠/foldable/folding;迷你/mini;
        电动/electric;自动/automatic;智能/智慧/smart;真皮/genuine leather;皮革/leather;纯棉/pure cotton;棉/cotton;不锈钢/stainless steel;木/木质/wood/wooden;陶瓷/ceramic;玻璃/glass;塑料/塑胶/plastic;
        硅胶/矽胶/silicone;金属/metal;竹/bamboo;丝绸/真丝/silk;羊毛/wool;天然/natural;有机/organic;保湿/moisturizing;美白/whitening;抗皱/anti-wrinkle;
        二手/used/second hand;全新/brand new;套装/组合/set/kit;大号/large;小号/small;韩国/韩版/korea/korean;日本/日系/japan/japanese;复古/vintage/retro;可爱/cute;
        夏季/夏天/summer;冬季/冬天/winter;圣诞/christmas;户外/outdoor;运动/sports;旅行/旅游/travel;厨房/kitchen;浴室/bathroom;办公/office;
        """
}
