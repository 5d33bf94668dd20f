/// How the page of ``DemoPage`` looks.
enum DemoPageStyle {
    static let sheet = """
        :root { color-scheme: light; --line: #e2e4e8; --soft: #6b7280; --accent: #c2410c; }
        * { box-sizing: border-box; }
        body { margin: 0; font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; color: #1f2430; background: #f6f7f9; }
        header { background: #fff; border-bottom: 1px solid var(--line); padding: 16px 24px; }
        header p { margin: 8px 0 0; color: var(--soft); }
        .search { border: 2px solid var(--accent); border-radius: 8px; padding: 8px 14px; max-width: 640px; font-size: 18px; }
        .chip { border: 1px solid var(--line); border-radius: 12px; padding: 1px 10px; margin-left: 8px; font-size: 13px; }
        .page { display: flex; gap: 24px; padding: 20px 24px; max-width: 1200px; align-items: flex-start; }
        aside { flex: 0 0 240px; }
        main { flex: 1; min-width: 0; }
        .facet { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin-bottom: 14px; }
        .facet h2 { font-size: 13px; margin: 0 0 8px; color: var(--soft); text-transform: uppercase; }
        ul { list-style: none; margin: 0; padding: 0; }
        .facet li { display: flex; flex-wrap: wrap; justify-content: space-between; font-size: 14px; margin-bottom: 6px; }
        .facet .value { overflow-wrap: anywhere; max-width: 80%; }
        .facet .chosen .value { font-weight: 700; color: var(--accent); }
        .count { color: var(--soft); }
        .bar { flex: 0 0 100%; }
        .bar span { display: block; height: 3px; background: #fdba74; border-radius: 2px; }
        .question { background: #fff7ed; border: 1px solid #fed7aa; border-radius: 8px; padding: 12px 16px; margin-bottom: 16px; }
        .question p { margin: 0 0 8px; font-weight: 600; }
        .option { display: inline-block; background: #fff; border: 1px solid #fdba74; border-radius: 14px; padding: 2px 12px; margin: 0 8px 6px 0; }
        article { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; margin-bottom: 12px; }
        h3 { font-size: 16px; margin: 0; font-weight: 600; }
        .details { margin: 4px 0; color: var(--soft); }
        .price { color: var(--accent); font-size: 17px; }
        .badge { background: #1f2430; color: #fff; border-radius: 4px; font-size: 12px; padding: 1px 6px; margin-right: 8px; }
        mark { background: #fde68a; border-radius: 2px; }
        mark.synonym, mark.alias, mark.translation { background: #bfdbfe; }
        mark.typo, mark.pinyin, mark.spelling, mark.compound { background: #fbcfe8; }
        mark.quantity { background: #bbf7d0; }
        details { font-size: 13px; color: var(--soft); }
        details ul ul { padding-left: 18px; }
        .number { font-variant-numeric: tabular-nums; color: #1f2430; }
        """
}
