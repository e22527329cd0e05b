//! The filters and tests a template may use. What is not in these tables does not exist for it.

use std::borrow::Cow;

use minijinja::value::{Rest, ValueKind, ValueOrKwargs};
use minijinja::{Environment, Error, ErrorKind, State, Value, filters, tests};

use crate::output;

/// The longest text that `replace` makes.
const REPLACED_BYTES: usize = 256 * 1024;

/// The filters that there are, sorted.
pub const FILTERS: [&str; 26] = [
    "batch",
    "default",
    "e",
    "escape",
    "first",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "round",
    "select",
    "selectattr",
    "sort",
    "split",
    "string",
    "trim",
    "upper",
    "urlencode",
];

/// What `map` may do to each.
const MAPPED: [&str; 12] = [
    "e",
    "escape",
    "int",
    "length",
    "lower",
    "replace",
    "round",
    "string",
    "trim",
    "upper",
    "urlencode",
    "first",
];

/// `safe` and `tojson` are missing on purpose: both make text that is not escaped.
pub(crate) fn teach(environment: &mut Environment<'_>) {
    teach_text_filters(environment);
    teach_list_filters(environment);
    teach_tests(environment);
}

fn teach_text_filters(environment: &mut Environment<'_>) {
    environment.add_filter("default", filters::default);
    environment.add_filter("e", output::escape);
    environment.add_filter("escape", output::escape);
    environment.add_filter("int", filters::int);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("replace", replace);
    environment.add_filter("round", filters::round);
    environment.add_filter("split", filters::split);
    environment.add_filter("string", filters::string);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("upper", filters::upper);
    environment.add_filter("urlencode", filters::urlencode);
}

fn teach_list_filters(environment: &mut Environment<'_>) {
    environment.add_filter("batch", batch);
    environment.add_filter("first", filters::first);
    environment.add_filter("join", filters::join);
    environment.add_filter("last", last);
    environment.add_filter("length", filters::length);
    environment.add_filter("list", filters::list);
    environment.add_filter("map", map);
    environment.add_filter("max", filters::max);
    environment.add_filter("min", filters::min);
    environment.add_filter("reject", filters::reject);
    environment.add_filter("rejectattr", filters::rejectattr);
    environment.add_filter("select", filters::select);
    environment.add_filter("selectattr", filters::selectattr);
    environment.add_filter("sort", filters::sort);
}

fn teach_tests(environment: &mut Environment<'_>) {
    for name in ["eq", "equalto", "=="] {
        environment.add_test(name, tests::is_eq);
    }
    for name in ["ne", "!="] {
        environment.add_test(name, tests::is_ne);
    }
    environment.add_test("defined", tests::is_defined);
    environment.add_test("divisibleby", tests::is_divisibleby);
    environment.add_test("endingwith", tests::is_endingwith);
    environment.add_test("even", tests::is_even);
    environment.add_test("false", tests::is_false);
    environment.add_test("ge", tests::is_ge);
    environment.add_test("gt", tests::is_gt);
    environment.add_test("in", tests::is_in);
    environment.add_test("le", tests::is_le);
    environment.add_test("lt", tests::is_lt);
    environment.add_test("mapping", tests::is_mapping);
    environment.add_test("none", tests::is_none);
    environment.add_test("number", tests::is_number);
    environment.add_test("odd", tests::is_odd);
    environment.add_test("sequence", tests::is_sequence);
    environment.add_test("startingwith", tests::is_startingwith);
    environment.add_test("string", tests::is_string);
    environment.add_test("true", tests::is_true);
    environment.add_test("undefined", tests::is_undefined);
}

/// Lists of lists have texts without end (`lint::growth`), and so deep that nobody can write them: what is in a batch is none.
fn batch(state: &State<'_, '_>, value: Value, count: usize, fill: Option<Value>) -> Result<Value, Error> {
    let is_list = |item: &Value| matches!(item.kind(), ValueKind::Seq | ValueKind::Iterable);
    let has_lists = value.try_iter().is_ok_and(|mut items| items.any(|item| is_list(&item)));
    if has_lists || fill.as_ref().is_some_and(|fill| is_list(fill) || fill.kind() == ValueKind::Map) {
        return Err(Error::new(ErrorKind::InvalidOperation, "a batch is of texts, numbers and maps"));
    }
    filters::batch(state, value, count, fill)
}

/// By `attribute`, or by a filter that makes a text or number of each.
fn map(state: &mut State<'_, '_>, value: Value, arguments: Rest<ValueOrKwargs>) -> Result<Vec<Value>, Error> {
    match arguments.first().and_then(|by| by.as_str()) {
        Some(by) if !MAPPED.contains(&by) => {
            Err(Error::new(ErrorKind::InvalidOperation, format!("{by} maps nothing")))
        }
        _ => filters::map(state, value, arguments),
    }
}

/// Of a text or a list at hand. Of a list that would first have to be made there is none.
fn last(value: &Value) -> Result<Value, Error> {
    match (value.as_str(), value.kind(), value.len()) {
        (Some(text), ..) => Ok(text.chars().next_back().map_or(Value::UNDEFINED, Value::from)),
        (_, ValueKind::Seq, Some(length)) => value.get_item_by_index(length.saturating_sub(1)),
        (_, kind, _) => Err(Error::new(ErrorKind::InvalidOperation, format!("a {kind} has no last item"))),
    }
}

/// Its result is never safe, whatever goes in: `&lt;` replaced by `<` must not become a tag.
#[expect(clippy::needless_pass_by_value, reason = "the shape of a filter")]
fn replace(
    state: &State<'_, '_>,
    text: Cow<'_, str>,
    from: Cow<'_, str>,
    to: Cow<'_, str>,
) -> Result<String, Error> {
    let times = text.matches(&*from).count();
    let length = text.len().saturating_add(times.saturating_mul(to.len()));
    state.consume_fuel(u64::try_from(length / 64).unwrap_or(u64::MAX))?;
    if length > REPLACED_BYTES {
        return Err(Error::new(ErrorKind::InvalidOperation, "the replaced text is too long"));
    }
    Ok(text.replace(&*from, &to))
}

#[cfg(test)]
mod filters_of_the_list {
    use super::*;

    #[test]
    fn t1_each_that_is_offered_is_there() {
        let mut environment = Environment::empty();
        teach(&mut environment);
        for name in FILTERS {
            let used =
                environment.render_str(&format!("{{{{ x|{name} }}}}"), minijinja::context! { x => "1" });
            let unknown = used.err().is_some_and(|error| error.kind() == ErrorKind::UnknownFilter);
            assert!(!unknown, "{name}");
        }
    }
}
