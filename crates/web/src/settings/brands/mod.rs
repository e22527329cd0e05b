//! Settings > Brands: the list, a new one, another face, and its end (R5).

mod typed;

use axum::extract::Path;
use axum::response::Response;
use desk::brand::{Brand, BrandId, DeleteBrand, EditBrand, ManagedBrand};
use desk::right::Right;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;

use self::typed::Typed;
use super::draw::draw;
use super::pages::{self, BrandRow, Brands};
use super::url;
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::{AppVisit, said};

const SAVED: &str = "settings-said-saved";
const DELETED: &str = "settings-said-brand-deleted";

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let brands = view.managed_brands().await?;
    let user = view.close();
    let rows = brands.into_iter().map(BrandRow::of).collect();
    let page = Brands { rows, add_url: url::NEW_BRAND.to_owned() };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn new(view: View<User>, visit: AppVisit) -> Answer {
    let user = administrator(view)?;
    Ok(draw(StatusCode::OK, &visit, &user, &Typed::default().page(None, Vec::new()))?)
}

pub(crate) async fn add(mut act: Act<User>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    let problems = match typed.parsed(true) {
        Ok((name, face)) => match act.add_brand(&name, &face).await {
            Ok(_) => return saved(act, &visit, SAVED).await,
            Err(fault) => vec![typed::taken(fault)?],
        },
        Err(problems) => problems,
    };
    drop(act);
    let user = administrator(visit.view().await?)?;
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &visit, &user, &typed.page(None, problems))?)
}

pub(crate) async fn edit(view: View<User>, visit: AppVisit, Path(brand): Path<BrandId>) -> Answer {
    let found: Brand = view.see(brand).await?;
    let managed = view.managed_brand(found).await?;
    let user = administrator(view)?;
    let page = Typed::of(managed).page(Some(brand), Vec::new());
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn change(
    mut act: Act<User>,
    visit: AppVisit,
    Path(brand): Path<BrandId>,
    Form(typed): Form<Typed>,
) -> Answer {
    let open = act.open::<EditBrand, Brand>(brand).await?;
    let problems = match typed.parsed(false) {
        Ok((_, face)) => match open.change(&mut act, &face).await {
            Ok(()) => return saved(act, &visit, SAVED).await,
            Err(fault) => vec![typed::taken(fault)?],
        },
        Err(problems) => problems,
    };
    drop(act);
    let user = administrator(visit.view().await?)?;
    Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, &visit, &user, &typed.page(Some(brand), problems))?)
}

pub(crate) async fn make_default(mut act: Act<User>, visit: AppVisit, Path(brand): Path<BrandId>) -> Answer {
    act.open::<EditBrand, Brand>(brand).await?.make_default(&mut act).await?;
    saved(act, &visit, SAVED).await
}

pub(crate) async fn ask(view: View<User>, visit: AppVisit, Path(brand): Path<BrandId>) -> Answer {
    Ok(deletion(view, &visit, brand, StatusCode::OK).await?)
}

pub(crate) async fn delete(mut act: Act<User>, visit: AppVisit, Path(brand): Path<BrandId>) -> Answer {
    let deleted = act.open::<DeleteBrand, Brand>(brand).await?.delete(&mut act).await;
    match deleted {
        Ok(()) => saved(act, &visit, DELETED).await,
        Err(fault) if fault.is(&code::BRAND_USED) => {
            drop(act);
            Ok(deletion(visit.view().await?, &visit, brand, StatusCode::CONFLICT).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What hangs on it, and a button where nothing does.
async fn deletion(
    view: View<User>,
    visit: &AppVisit,
    brand: BrandId,
    status: StatusCode,
) -> Result<Response, Fault> {
    let brand: Brand = view.see(brand).await?;
    let hanging = view.brand_uses(&brand).await?;
    let user = administrator(view)?;
    let page = pages::DeleteBrand {
        action: url::brand_deletion(brand.id),
        back_url: url::BRANDS.to_owned(),
        title: brand.title,
        conversations: hanging.conversations,
        articles: hanging.articles,
        sign_ins: hanging.sign_ins,
        used: !hanging.is_none() || brand.is_default,
    };
    draw(status, visit, &user, &page)
}

/// Pages that show nothing but a form ask for the right themselves.
fn administrator(view: View<User>) -> Result<User, Fault> {
    let user = view.close();
    if user.may(Right::Administer) { Ok(user) } else { Err(Fault::new(&code::MAY_NOT)) }
}

async fn saved(act: Act<User>, visit: &AppVisit, said: &'static str) -> Answer {
    said::done(act, visit, (url::BRANDS, said)).await
}

impl BrandRow {
    fn of(managed: ManagedBrand) -> Self {
        let ManagedBrand { brand, sender } = managed;
        let of_others = |url: String| Some(url).filter(|_| !brand.is_default);
        Self {
            edit_url: url::brand(brand.id),
            hosts_url: url::tab(&brand.name, "general"),
            default_url: of_others(format!("{}/default", url::brand(brand.id))),
            deletion_url: of_others(url::brand_deletion(brand.id)),
            sender: sender.map(|sender| sender.to_string()),
            default: brand.is_default,
            title: brand.title,
            name: brand.name,
            accent: brand.accent,
        }
    }
}
