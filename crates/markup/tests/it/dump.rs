use markup::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
#[test]
fn dump() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut out = vec![];
    let strat = (
        any::<String>(),
        "[\"'\\\\*:&|!()<>^{}+a-d@.東京都เก ]{0,20}",
        "[\"'\\\\*:&|!()<>^{}+a-d@.東京都เก ]{0,60}",
    );
    for _ in 0..3000 {
        let (a, b, c) = strat.new_tree(&mut runner).unwrap().current();
        for t in [&a, &b] {
            let q = Query::parse(t);
            let m = format!("{c} {a}");
            out.push(serde_json::json!({"typed":t,"fts":q.to_fts5(&["o1","c'2\\"]),"ts":q.to_tsquery(&["o1","c'2\\"]),"index":format!("o1 c'2\\ {}", index_text(&m)),"vec":to_tsvector_text(&[vec!["o1".to_owned(),"c'2\\".to_owned()],words(&m)].concat())}));
        }
    }
    std::fs::write("/tmp/w/markup_dump.json", serde_json::to_string(&out).unwrap()).unwrap();
}
