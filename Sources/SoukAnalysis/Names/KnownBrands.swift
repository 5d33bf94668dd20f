/// Brands that shops everywhere know, under a Chinese and a Latin name. Written for this project from general knowledge.
///
/// Entries are separated by `;`, the names of one brand by `/`. Two brands may share a name (`dove` is 德芙 and 多芬).
package enum KnownBrands {
    package static let list = electronics + appliances + beauty + fashion + foods + household

    private static let electronics = """
        苹果/apple;三星/samsung;华为/huawei;荣耀/honor;小米/xiaomi;红米/redmi;一加/oneplus;真我/realme;
        魅族/meizu;努比亚/nubia;中兴/zte;诺基亚/nokia;摩托罗拉/motorola;黑莓/blackberry;谷歌/google;
        微软/microsoft;联想/lenovo;戴尔/dell;惠普/hp;华硕/asus;宏碁/宏基/acer;微星/msi;技嘉/gigabyte;
        雷蛇/razer;罗技/logitech;赛睿/steelseries;海盗船/corsair;酷冷至尊/cooler master;英特尔/intel;
        英伟达/nvidia;影驰/galax;铭瑄/maxsun;索泰/zotac;华擎/asrock;金士顿/kingston;闪迪/sandisk;
        西部数据/西数/western digital/wd;希捷/seagate;东芝/toshiba;英睿达/crucial;威刚/adata;致态/zhitai;
        爱国者/aigo;索尼/sony;松下/panasonic;夏普/sharp;日立/hitachi;三菱/mitsubishi;富士通/fujitsu;
        任天堂/nintendo;世嘉/sega;佳能/canon;尼康/nikon;富士/fujifilm;富士胶片/fujifilm;奥林巴斯/olympus;
        徕卡/莱卡/leica;宾得/pentax;适马/sigma;腾龙/tamron;理光/ricoh;柯尼卡美能达/konica minolta;
        兄弟打印机/brother printer;爱普生/epson;施乐/xerox;利盟/lexmark;京瓷/kyocera;奔图/pantum;得力/deli;
        大疆/dji;影石/insta360;思锐/sirui;曼富图/manfrotto;捷信/gitzo;智云/zhiyun;神牛/godox;普联/tp-link;
        腾达/tenda;网件/netgear;领势/linksys;友讯/d-link;思科/cisco;锐捷/ruijie;绿联/ugreen;倍思/baseus;
        安克/anker;品胜/pisen;罗马仕/romoss;贝尔金/belkin;摩米士/momax;图拉斯/torras;漫步者/edifier;
        惠威/hivi;森海塞尔/sennheiser;拜亚动力/beyerdynamic;铁三角/audio-technica;博士音响/bose;
        哈曼卡顿/harman kardon;捷波朗/jabra;缤特力/plantronics;飞傲/fiio;韶音/shokz;马歇尔/marshall;
        雅马哈/yamaha;先锋音响/pioneer;天龙音响/denon;马兰士/marantz;卡西欧/casio;罗兰/roland;芬达/fender;
        吉普森/gibson;佳明/garmin;华米/amazfit;颂拓/suunto;高驰/coros;惠而浦/whirlpool;明基/benq;
        优派/viewsonic;冠捷/aoc;飞利浦/philips;极米/xgimi;创维/skyworth;海信/hisense;康佳/konka;
        长虹/changhong;乐视/letv;小度/xiaodu;科大讯飞/讯飞/iflytek;步步高/bbk;读书郎/readboy;文石/boox;
        掌阅/ireader;
        """

    private static let appliances = """
        美的/midea;格力/gree;海尔/haier;奥克斯/aux;志高/chigo;卡萨帝/casarte;西门子/siemens;博世/bosch;
        大金/daikin;伊莱克斯/electrolux;美诺/miele;老板电器/robam;方太/fotile;华帝/vatti;万和/vanward;
        林内/rinnai;能率/noritz;史密斯/a.o. smith;戴森/dyson;科沃斯/ecovacs;石头科技/roborock;追觅/dreame;
        云鲸/narwal;添可/tineco;莱克/lexy;必胜吸尘器/bissell;九阳/joyoung;苏泊尔/supor;摩飞/morphy richards;
        德龙/delonghi;雀巢/nestle;奈斯派索/nespresso;虎牌保温杯/tiger bottle;象印/zojirushi;膳魔师/thermos;
        双立人/zwilling;福腾宝/wmf;菲仕乐/fissler;酷彩/le creuset;特福/tefal;康宁/corningware;
        乐扣乐扣/lock&lock;特百惠/tupperware;博朗/braun;欧乐b/oral-b;吉列/gillette;舒客/saky;飞科/flyco;
        巴慕达/balmuda;欧姆龙/omron;鱼跃/yuwell;得伟/dewalt;牧田/makita;史丹利/stanley;威克士/worx;
        百得/black+decker;喜利得/hilti;米沃奇/milwaukee;欧普/opple;雷士/nvc;欧司朗/osram;宜家/ikea;
        全友/quanu;顾家/kuka;慕思/derucci;席梦思/simmons;
        """

    private static let beauty = """
        欧莱雅/l'oreal/loreal;兰蔻/lancome;雅诗兰黛/estee lauder;倩碧/clinique;迪奥/dior;香奈儿/chanel;
        纪梵希/givenchy;圣罗兰/ysl/saint laurent;阿玛尼/armani;古驰/gucci;汤姆福特/tom ford;娇兰/guerlain;
        娇韵诗/clarins;赫莲娜/helena rubinstein;希思黎/sisley;海蓝之谜/la mer;资生堂/shiseido;
        肌肤之钥/cle de peau;奥尔滨/albion;黛珂/cosme decorte;雪肌精/sekkisei;高丝/kose;佳丽宝/kanebo;
        花王/kao;碧柔/biore;珂润/curel;芙丽芳丝/freeplus;苏菲娜/sofina;怡丽丝尔/elixir;安热沙/安耐晒/anessa;
        芳珂/fancl;城野医生/dr.ci:labo;sk2/sk-ii/skii;玉兰油/olay;旁氏/pond's;妮维雅/nivea;薇姿/vichy;
        理肤泉/la roche-posay;雅漾/avene;贝德玛/bioderma;科颜氏/kiehl's;悦木之源/origins;欧舒丹/l'occitane;
        美体小铺/the body shop;露得清/neutrogena;丝塔芙/cetaphil;修丽可/skinceuticals;适乐肤/cerave;
        雪花秀/sulwhasoo;兰芝/laneige;悦诗风吟/innisfree;伊蒂之屋/etude house;菲诗小铺/the face shop;
        爱敬/age 20's;韩束/kans;自然堂/chando;百雀羚/pechoin;珀莱雅/proya;薇诺娜/winona;相宜本草/inoherb;
        佰草集/herborist;丸美/marubi;完美日记/perfect diary;花西子/florasis;橘朵/judydoll;卡姿兰/carslan;
        玛丽黛佳/marie dalgar;毛戈平/maogeping;稚优泉/chioture;魅可/mac;芭比布朗/bobbi brown;
        美宝莲/maybelline;娜斯/nars;植村秀/shu uemura;贝玲妃/benefit;玫珂菲/make up for ever;潘婷/pantene;
        海飞丝/head & shoulders;沙宣/vidal sassoon;飘柔/rejoice;多芬/dove;丝蓓绮/tsubaki;施华蔻/schwarzkopf;
        卡诗/kerastase;祖马龙/jo malone;宝格丽/bvlgari;爱马仕/hermes;范思哲/versace;巴宝莉/博柏利/burberry;
        蒂芙尼/tiffany;高露洁/colgate;佳洁士/crest;舒适达/sensodyne;云南白药/yunnan baiyao;
        李施德林/listerine;滴露/dettol;舒肤佳/safeguard;
        """

    private static let fashion = """
        耐克/nike;阿迪达斯/阿迪/adidas;彪马/puma;新百伦/new balance;亚瑟士/asics;美津浓/mizuno;匡威/converse;
        万斯/范斯/vans;锐步/reebok;斐乐/fila;安德玛/under armour;迪桑特/descente;可隆/kolon;
        露露乐蒙/lululemon;斯凯奇/skechers;卡帕/kappa;茵宝/umbro;迪卡侬/decathlon;李宁/li-ning/lining;
        安踏/anta;特步/xtep;鸿星尔克/erke;乔丹/jordan;飞跃/feiyue;尤尼克斯/yonex;威尔胜/wilson;
        百保力/babolat;斯伯丁/spalding;北面/the north face;哥伦比亚/columbia;始祖鸟/arcteryx/arc'teryx;
        狼爪/jack wolfskin;猛犸象/mammut;探路者/toread;凯乐石/kailas;牧高笛/mobi garden;挪客/naturehike;
        优衣库/uniqlo;无印良品/muji;飒拉/zara;盖璞/gap;李维斯/levi's;汤米希尔费格/tommy hilfiger;
        拉尔夫劳伦/ralph lauren;鳄鱼/拉科斯特/lacoste;卡尔文克莱恩/calvin klein;雨果博斯/hugo boss;
        波司登/bosideng;海澜之家/hla;太平鸟/peacebird;森马/semir;巴拉巴拉/balabala;路易威登/louis vuitton/lv;
        普拉达/prada;芬迪/fendi;思琳/赛琳/celine;罗意威/loewe;巴黎世家/balenciaga;葆蝶家/bottega veneta;
        蔻驰/coach;迈克高仕/michael kors;凯特丝蓓/kate spade;托里伯奇/tory burch;珑骧/longchamp;
        新秀丽/samsonite;美旅/american tourister;日默瓦/rimowa;外交官/diplomat;瑞士军刀/swissgear;
        劳力士/rolex;欧米茄/omega;浪琴/longines;天梭/tissot;西铁城/citizen;精工/seiko;卡地亚/cartier;
        斯沃琪/swatch;丹尼尔惠灵顿/daniel wellington;施华洛世奇/swarovski;潘多拉/pandora;
        周大福/chow tai fook;周生生/chow sang sang;雷朋/ray-ban;欧克利/oakley;暴龙/bolon;海俪恩/helen keller;
        爱步/ecco;其乐/clarks;添柏岚/timberland;勃肯/birkenstock;
        """

    private static let foods = """
        可口可乐/coca-cola/coca cola;百事可乐/百事/pepsi;雪碧/sprite;芬达/fanta;红牛/red bull;
        农夫山泉/nongfu spring;依云/evian;巴黎水/perrier;星巴克/starbucks;麦斯威尔/maxwell house;立顿/lipton;
        川宁/twinings;美禄/milo;阿华田/ovaltine;蒙牛/mengniu;伊利/yili;德运/devondale;养乐多/yakult;
        达能/danone;爱他美/aptamil;美赞臣/mead johnson;惠氏/wyeth;美素佳儿/friso;飞鹤/feihe;雅培/abbott;
        贝因美/beingmate;嘉宝/gerber;亨氏/heinz;卡夫/kraft;家乐氏/kellogg's;桂格/quaker;德芙/dove;
        士力架/snickers;费列罗/ferrero;瑞士莲/lindt;好时/hershey's;奥利奥/oreo;趣多多/chips ahoy;乐事/lay's;
        品客/pringles;健达/kinder;彩虹糖/skittles;绿箭/doublemint;曼妥思/mentos;哈瑞宝/haribo;明治/meiji;
        乐天/lotte;好丽友/orion;格力高/glico;卡乐比/calbee;农心/nongshim;三养/samyang;日清/nissin;
        康师傅/master kong;统一企业/uni-president;旺旺/want want;徐福记/hsu fu chi;三只松鼠/three squirrels;
        良品铺子/bestore;李锦记/lee kum kee;海天/haitian;老干妈/lao gan ma;金龙鱼/arawana;茅台/moutai;
        五粮液/wuliangye;青岛啤酒/tsingtao;百威/budweiser;喜力/heineken;嘉士伯/carlsberg;科罗娜/corona;
        健力士/guinness;轩尼诗/hennessy;马爹利/martell;人头马/remy martin;尊尼获加/johnnie walker;
        芝华士/chivas;杰克丹尼/jack daniel's;百利甜/baileys;绝对伏特加/absolut;张裕/changyu;奔富/penfolds;
        汤臣倍健/by-health;善存/centrum;斯维诗/swisse;澳佳宝/blackmores;安利/amway;健安喜/gnc;
        """

    private static let household = """
        奥妙/omo;碧浪/ariel;蓝月亮/blue moon;立白/liby;威露士/walch;当妮/downy;维达/vinda;舒洁/kleenex;
        洁柔/c&s;苏菲/sofy;高洁丝/kotex;帮宝适/pampers;好奇/huggies;妈咪宝贝/mamypoko;大王纸尿裤/goo.n;
        尤妮佳/unicharm;全棉时代/purcotton;贝亲/pigeon;新安怡/avent;美德乐/medela;好孩子/goodbaby;
        宝得适/britax;巧儿宜/joie;费雪/fisher-price;乐高/lego;孩之宝/hasbro;美泰/mattel;芭比/barbie;
        万代/bandai;多美/tomy;风火轮/hot wheels;迪士尼/disney;漫威/marvel;三丽鸥/sanrio;凯蒂猫/hello kitty;
        哆啦a梦/doraemon;宝可梦/pokemon;泡泡玛特/pop mart;乐欢天/playmobil;晨光/m&g;派通/pentel;
        辉柏嘉/faber-castell;施德楼/staedtler;凌美/lamy;派克/parker;万宝龙/montblanc;国誉/kokuyo;
        皇家猫粮/royal canin;冠能/pro plan;渴望猫粮/orijen;爱肯拿/acana;希尔思/hill's;伟嘉/whiskas;
        宝路/pedigree;米其林/michelin;普利司通/bridgestone;固特异/goodyear;马牌轮胎/continental;
        倍耐力/pirelli;美孚/mobil;壳牌/shell;嘉实多/castrol;宝马/bmw;奔驰/mercedes-benz/mercedes;奥迪/audi;
        大众汽车/volkswagen;丰田/toyota;本田/honda;日产/nissan;马自达/mazda;福特/ford;雪佛兰/chevrolet;
        别克/buick;凯迪拉克/cadillac;雷克萨斯/lexus;保时捷/porsche;沃尔沃/volvo;路虎/land rover;捷豹/jaguar;
        特斯拉/tesla;比亚迪/byd;吉利/geely;奇瑞/chery;现代汽车/hyundai;起亚/kia;斯巴鲁/subaru;雷诺/renault;
        标致/peugeot;铃木/suzuki;川崎/kawasaki;哈雷/harley-davidson;法拉利/ferrari;雅迪/yadea;
        九号电动车/ninebot;赛格威/segway;捷安特/giant;美利达/merida;禧玛诺/shimano;喜德盛/xds;
        """
}
