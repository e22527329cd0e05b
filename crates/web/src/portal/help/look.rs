//! What a page asks of whoever looks at it.

use desk::article::ReadsArticles;
use desk::{Public, View};
use kernel::Fault;

use crate::portal::reader::{Reader, signed_in, team_reader};
use crate::visit::Visit;

/// What a page reads, whoever's view it is.
pub(crate) trait Look {
    /// What there is for these eyes.
    type Found;

    /// Reads it.
    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Self::Found, Fault>;
}

/// What this reader is shown. What everybody reads at its own address the people inside read there too, also while only
/// internal articles are shown to them.
pub(crate) async fn look<L: Look>(
    wanted: &L,
    view: View<Public>,
    visit: &Visit,
) -> Result<(L::Found, Reader), Fault> {
    let public = wanted.by(&view).await;
    view.close();
    if let Some(view) = team_reader(visit).await? {
        let own = wanted.by(&view).await;
        let reader = Reader::Team(view.close());
        return own.or(public).map(|found| (found, reader));
    }
    let found = public?;
    let customer = signed_in(visit).await?;
    Ok((found, customer.map_or(Reader::Nobody, |view| Reader::Customer(view.close()))))
}
