//! Pictures and files in articles.

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Id, Language, Noun, base_codes};
use serde_json::json;

use super::list::READABLE;
use super::typed::{MAX_BODY, Typed};
use super::{Article, ArticleId, Audience, ReadsArticles, Write, facts};
use crate::act::{Act, Allowed, View};
use crate::code;
use crate::conversation::message::NewFile;
use crate::conversation::portal::Download;
use crate::right::Right;
use crate::who::{User, Who};

/// The most bytes of one file (K2): 9.5 MB.
pub const MAX_ARTICLE_FILE: usize = 19 * 512 * 1024;
/// What the files of an article may weigh together, those included that no version shows any more.
const MAX_TOGETHER: i64 = 64 * 1024 * 1024;

/// A file of an article, as it is put into its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticleFile {
    /// The id.
    pub id: ArticleFileId,
    /// A safe name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Width and height in pixels of a picture as it is shown.
    pub pixels: Option<(u32, u32)>,
}

impl Noun for ArticleFile {
    const NAME: &'static str = "article file";
}

/// The id of a file of an article.
pub type ArticleFileId = Id<ArticleFile>;

/// A file that was checked and stored, about to belong to an article.
#[derive(Clone, Debug)]
pub struct NewArticleFile {
    /// The file.
    pub file: NewFile,
    /// Width and height in pixels of a picture as it is shown.
    pub pixels: Option<(u32, u32)>,
}

/// A file to be sent, and for whom its article is.
#[derive(Clone, Debug)]
pub struct ArticleDownload {
    /// The file.
    pub file: Download,
    /// For whom.
    pub audience: Audience,
}

impl ArticleDownload {
    /// What identifies the bytes that are shown.
    pub fn shown(&self) -> &str {
        self.file.preview.as_ref().unwrap_or(&self.file.hash)
    }
}

sql! {
    ADD = "insert into article_file (org_id, id, article_id, hash, preview, name, media_type, size, width, height, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    TOGETHER = "select cast(coalesce(sum(size), 0) as bigint) from article_file where org_id = $1 and article_id = $2";
    SIZES = "select id, size from article_file where org_id = $1 and article_id = $2";
    READ = "select f.hash, f.preview, f.name, f.media_type, a.audience from article_file f
        join article a on a.org_id = f.org_id and a.id = f.article_id
        join article_kb p on p.org_id = a.org_id and p.article_id = a.id
        join article_text t on t.org_id = a.org_id and t.article_id = a.id and t.language = (
            select min(l.language) from article_text l where l.org_id = a.org_id and l.article_id = a.id and l.live_id is not null)
        where f.org_id = $1 and f.id = $2 and /*see*/p.kb_id = $3/*end*/ {conditions}" with [READABLE];
    OF_DRAFT = "select f.hash, f.preview, f.name, f.media_type, a.audience from article_file f
        join article a on a.org_id = f.org_id and a.id = f.article_id
        where f.org_id = $1 and f.id = $2 and /*see*/f.article_id = $3/*end*/ and /*see*/a.deleted_at is null/*end*/";
    IN_APP = "select f.hash, f.preview, f.name, f.media_type, f.article_id from article_file f where f.org_id = $1 and f.id = $2";
}

impl Allowed<Article, Write> {
    /// Puts a file into the article, to be shown by its texts. `article_large` where its files are more than 64 MB together.
    pub async fn add_file<W: Who>(
        &self,
        act: &mut Act<W>,
        new: &NewArticleFile,
    ) -> Result<ArticleFile, Fault> {
        let id = act.new_id();
        self.add_file_at(act, (id, new)).await
    }

    /// The same of one that had this id before, elsewhere.
    pub(super) async fn add_file_at<W: Who>(
        &self,
        act: &mut Act<W>,
        (id, new): (ArticleFileId, &NewArticleFile),
    ) -> Result<ArticleFile, Fault> {
        self.belongs_to(act)?;
        let (org, now, file) = (act.org(), act.now(), &new.file);
        let writer = act.writer().await?;
        let (together,): (i64,) = writer.one(TOGETHER.with(params![org, self.id])).await?;
        if together + file.size > MAX_TOGETHER {
            return Err(Fault::new(&code::ARTICLE_LARGE));
        }
        let (width, height) = new.pixels.unzip();
        let preview = file.preview.as_deref();
        let values = params![
            org,
            id,
            self.id,
            &file.hash,
            preview,
            &file.name,
            &file.media_type,
            file.size,
            width,
            height,
            now
        ];
        writer.run(ADD.with(values)).await?;
        act.announce(facts::FILED, self.id.to_string(), json!({ "file": id })).await?;
        Ok(ArticleFile { id, name: file.name.clone(), size: file.size, pixels: new.pixels })
    }

    /// Refuses a text that is too large with the files it shows.
    pub(super) async fn fits<W: Who>(&self, act: &mut Act<W>, typed: &Typed) -> Result<(), Fault> {
        let (org, shown) = (act.org(), shown_in(typed));
        let files: Vec<(ArticleFileId, i64)> =
            act.writer().await?.all(SIZES.with(params![org, self.id])).await?;
        let of_files: i64 = files.iter().filter(|(id, _)| shown.contains(id)).map(|(_, size)| size).sum();
        let whole = usize::try_from(of_files).unwrap_or(usize::MAX).saturating_add(typed.body.as_str().len());
        if whole > MAX_BODY { Err(Fault::new(&code::ARTICLE_LARGE)) } else { Ok(()) }
    }
}

impl<W: ReadsArticles> View<W> {
    /// A file of an article that may be read here.
    pub async fn article_file(&self, id: ArticleFileId) -> Result<ArticleDownload, Fault> {
        let call = self.readable(READ.with(params![self.org(), id, self.who().site().kb]));
        self.reader().maybe(call).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// A file of an article that a good link shows as it is written.
    pub async fn preview_file(
        &self,
        link: &str,
        language: &Language,
        id: ArticleFileId,
    ) -> Result<ArticleDownload, Fault> {
        let gone = || Fault::new(&base_codes::NOT_FOUND);
        let (article, _) = self.marked(link, language).ok_or_else(gone)?;
        self.reader().maybe(OF_DRAFT.with(params![self.org(), id, article])).await?.ok_or_else(gone)
    }
}

impl View<User> {
    /// A file of any article, for whoever writes them, and of one that may be read in the app.
    pub async fn article_file(&self, id: ArticleFileId) -> Result<Download, Fault> {
        let found: Option<(Download, ArticleId)> =
            self.reader().maybe(IN_APP.with(params![self.org(), id])).await?.map(Of::parts);
        let (file, article) = found.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        if !self.who().may(Right::ManageContent) {
            let language = self.language();
            self.article(article, &language).await?;
        }
        Ok(file)
    }
}

/// The files that a text shows or links to, by their addresses: `/files/{id}/{name}`.
fn shown_in(typed: &Typed) -> Vec<ArticleFileId> {
    let addresses = typed.body.files();
    addresses.iter().filter_map(|address| address.split('/').nth(2)?.parse().ok()).collect()
}

/// A file with the article it belongs to.
struct Of {
    hash: String,
    preview: Option<String>,
    name: String,
    media_type: String,
    article: ArticleId,
}

impl Of {
    fn parts(self) -> (Download, ArticleId) {
        let Self { hash, preview, name, media_type, article } = self;
        (Download { hash, preview, name, media_type }, article)
    }
}

impl FromRow for ArticleDownload {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self { file: Download::from_row(row)?, audience: row.get(4)? })
    }
}

db::columns!(Of: hash, preview, name, media_type, article);
