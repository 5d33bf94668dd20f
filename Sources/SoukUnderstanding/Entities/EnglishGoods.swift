import SoukAnalysis

/// English nouns of goods: single words; compounds that are kept whole; both numbers match.
enum EnglishGoods {
    static let table: [(Bool, String)] = [(true, (words + compounds).flatMap(numbers).joined(separator: "|"))]

    private static func numbers(of word: String) -> [String] {
        let folded = FoldedText(word).scalars
        return [word]
            + EnglishPlural.variants(of: folded).map {
                String(String.UnicodeScalarView($0.compactMap(Unicode.Scalar.init)))
            }
    }

    private static let words = split(
        """
        adapter air-conditioner album alarm amplifier antenna apron armchair armoire awning backpack bag ball balloon band banner bar barbecue barstool
        basin basket bassinet bat bath bathrobe bathtub battery bead bed bedding bedframe bedspread bell belt bench bib bicycle bike bikini
        binder binocular blanket blazer blender blind blouse board boat book bookcase bookend bookshelf boot bottle bowl box bra bracelet
        bracket bread breaker briefcase broom brush bucket buggy bumper bulb bureau burner button cabinet cable cage cake calculator calendar camcorder
        camera can candle candleholder candy canister canopy canvas cap car carafe card cardigan carpet carrier cart case cd centerpiece
        cereal chain chair chaise chalkboard chandelier charger chest chocolate clamp cleaner clip clock cloth coaster coat cocktail coffee
        comforter compass computer concealer conditioner console container controller cookbook cooker cookie cooler cord costume cot couch
        coverlet cover cpu cradle crayon cream crib cup cupboard curtain cushion cutlery daybed decal decanter deck dehumidifier desk detergent diaper
        dishwasher dispenser display dock doll dongle dollhouse door doormat doorbell drawer dress dresser dressing drill drink drive drone drum dryer dumbbell
        duvet dvd earbud earphone earring easel encyclopedia engine envelope eraser eyeliner fabric fan faucet fence figurine file filter
        fireplace fixture flag flashlight flask flatware flooring flower flute fork foundation fountain frame freezer fridge fryer futon
        game garland garment gazebo generator gift glass glasses glider glove glue goblet goggle gown grill grip grinder guitar gun hairbrush hairdryer
        hammer hammock hamper handbag handle hanger hanging hardware hat headband headboard headphone headset heater helmet hinge hoist hood hub
        holder hoodie hook hose humidifier hutch ink iron island jacket jar jeans jeep jersey jewelry journal jug juicer jumper kayak kennel kettle
        keyboard keychain kit kitchenware knife knob lace ladder lamp lampshade lantern lanyard laptop lectern legging lens letter lever light lighter
        lighting lingerie linen lipstick liquid lock locker lotion lounge lounger loveseat luggage lunchbox machine magazine magnet mailbox makeup manual map
        marker mascara mask mat matte mattress memory microphone microscope microwave milk mirror mixer moccasin modem monitor mop motherboard
        motorcycle mouse mousepad movie mug multitool nail napkin necklace net nightgown nightstand notebook novel oil ornament ottoman
        outlet oven overalls pacifier pad paint painting pajama pan pants paper parka passport paste pasta patch pedal pen pencil pendant perfume pergola
        phone phonecase piano picture pie pillow pillowcase pin pipe pitcher placemat plane planner plant planter plate platter player playhouse
        playmat plug plunger polish poncho pool post poster pot pouch powder printer projector protector pump purse puzzle quilt rack radiator
        radio rail railing ram razor receiver recliner record refrigerator remote ring robe robot rod roller rope router rug ruler saddle safe
        sandal sauce saw scale scanner scarf scissors scooter sconce screen screwdriver sculpture seat sectional serum server settee shade shampoo
        sharpener shaver shed sheet shelf shelving shelves shirt shoe shorts shovel shower shutter sideboard sign sink skateboard skirt sleeve slipper smartphone
        smartwatch snack sneaker soap sock sofa software soundbar speaker spice spoon spray sprinkler stand stapler statue steamer stereo sticker
        stockings stool storage stove strap stylus stroller sugar suit suitcase sunglasses sunscreen supplement sweater sweatshirt swing switch sword table
        tablecloth tablet tank tape tapestry tea teapot telescope television tent thermometer thermostat throw tie tights tile tire toaster toilet
        toner tool toolbox toothbrush toothpaste topper torch towel toy tracker trailer train trampoline transmitter tray treadmill tree tricycle
        trimmer tripod trolley trophy trousers truck trunk tub tumbler turntable tv typewriter umbrella underwear uniform urn usb utensil vacuum valance vanity vase
        vest vinyl violin vitamin waffle wagon wall-art wallet wallpaper wardrobe washer watch webcam wheel wheelbarrow wheelchair whistle wig window
        wine wipe wire wok wood wreath wrench yarn yogurt décor decor art tshirt tshirts t-shirt filler barn-door chime gate bedroom-set duvet-cover vanity top
        """)

    private static let compounds = split(
        """
        coffee_table end_table side_table dining_table console_table accent_table office_chair dining_chair rocking_chair accent_chair desk_chair bar_stool
        counter_stool area_rug floor_lamp table_lamp desk_lamp night_light ceiling_fan ceiling_light wall_sconce wall_art wall_decor wall_clock
        wall_shelf wall_mirror throw_pillow shower_curtain shower_caddy shower_head bath_mat bath_towel curtain_rod picture_frame photo_frame
        tv_stand tv_mount bed_frame bunk_bed daybed fire_pit fire_place barn_door pet_gate baby_gate coat_rack coat_hook shoe_rack shoe_bench
        storage_bench wine_rack wine_bar kitchen_island dutch_oven air_fryer pressure_cooker slow_cooker coffee_maker hair_dryer hair_straightener
        running_shoe water_bottle lunch_box laptop_bag phone_case screen_protector memory_card hard_drive flash_drive usb_hub power_bank power_strip
        graphics_card sound_bar video_game board_game gaming_pc gaming_chair robot_vacuum vacuum_cleaner washing_machine air_purifier air_conditioner
        light_fixture plant_stand garden_hose lawn_mower rain_jacket swim_suit engagement_ring chaise_lounge patio_set bedroom_set dining_set
        climbing_wall bed_riser wall_plate trash_can laundry_basket laundry_hamper toilet_seat toilet_paper paper_towel door_mat door_knob
        light_bulb extension_cord cutting_board baking_sheet cookie_sheet measuring_cup ice_maker sleeping_bag tool_box drill_bit
        car_seat diaper_bag high_chair bean_bag yoga_mat jump_rope golf_club tennis_racket fishing_rod dog_bed dog_food cat_food cat_litter
        bird_feeder fish_tank face_mask eye_shadow nail_polish hand_soap body_wash gap_filler bath_bomb game_console smart_watch
        """
    ).map { String($0.map { $0 == "_" ? " " : $0 }) }

    private static func split(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
