//! The five tools, and the server that offers them.

use crate::answers::{CheckAnswer, ReadAnswer, SearchAnswer, TraceAnswer, WhoAnswer};
use crate::questions::{Search, Text, Trace, Who};
use crate::{corpus, texts};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::transport::stdio;
use rmcp::{Json, ServerHandler, ServiceExt, tool, tool_handler, tool_router};
use selon_corpus::{Store, StoreOptions};
use selon_reading::Tagger;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// What assistants ask: a reader, and a database where there is one.
#[derive(Clone)]
pub struct Assistant {
    tagger: Arc<dyn Tagger + Send + Sync>,
    database: Arc<PathBuf>,
}

#[tool_router]
impl Assistant {
    /// Texts are read by `tagger`; questions go to the database at `database`, which need not be there yet.
    #[must_use]
    pub fn new(tagger: Arc<dyn Tagger + Send + Sync>, database: PathBuf) -> Self {
        Self { tagger, database: Arc::new(database) }
    }

    #[tool(
        description = "Read a news text: every statement with its source, cue and content, who it is, what is done by saying it, when, and through whom it came. Give the text itself; nothing is fetched. It never says what is true.",
        annotations(title = "Who says what in a text", read_only_hint = true, open_world_hint = false)
    )]
    async fn read(&self, Parameters(asked): Parameters<Text>) -> Result<Json<ReadAnswer>, String> {
        let tagger = Arc::clone(&self.tagger);
        apart(move || texts::read(tagger.as_ref(), &asked)).await
    }

    #[tool(
        description = "Look at a text's sourcing: who speaks how much, how far from the source, in whose words, what is undated, denied or refused, what the author concludes on nothing that is quoted. Counts, no grade.",
        annotations(title = "A text's sourcing", read_only_hint = true, open_world_hint = false)
    )]
    async fn check(&self, Parameters(asked): Parameters<Text>) -> Result<Json<CheckAnswer>, String> {
        let tagger = Arc::clone(&self.tagger);
        apart(move || texts::check(tagger.as_ref(), &asked)).await
    }

    #[tool(
        description = "Look for statements in the user's database, by words, speaker, outlet, act, language and day, with counts.",
        annotations(title = "Statements in the database", read_only_hint = true, open_world_hint = false)
    )]
    async fn search(&self, Parameters(asked): Parameters<Search>) -> Result<Json<SearchAnswer>, String> {
        self.ask(move |store| corpus::search(store, &asked)).await
    }

    #[tool(
        description = "Trace a claim through the articles of the user's database: where it appears first, who took it from whom, what changed on the way, how many origins are independent of one another.",
        annotations(title = "Where a claim comes from", read_only_hint = true, open_world_hint = false)
    )]
    async fn trace(&self, Parameters(asked): Parameters<Trace>) -> Result<Json<TraceAnswer>, String> {
        self.ask(move |store| corpus::trace(store, &asked)).await
    }

    #[tool(
        description = "Show what a person or organisation said in the articles of the user's database, the last said first, and where they are at odds with themselves.",
        annotations(title = "What a speaker said", read_only_hint = true, open_world_hint = false)
    )]
    async fn who(&self, Parameters(asked): Parameters<Who>) -> Result<Json<WhoAnswer>, String> {
        self.ask(move |store| corpus::who(store, &asked)).await
    }
}

impl Assistant {
    /// Opens the database for one question: it may have been made, or made anew, since the last one.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Store) -> Result<T, String> + Send + 'static,
    ) -> Result<Json<T>, String> {
        let database = Arc::clone(&self.database);
        apart(move || {
            if !database.exists() {
                return Err("there is no database yet: «selon add FILE…» makes one".to_owned());
            }
            let store = Store::open(&database, StoreOptions::default()).map_err(corpus::told)?;
            question(&store)
        })
        .await
    }
}

/// Does what takes time beside the one thread that listens.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<Json<T>, String> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer.map(Json),
        Err(_) => Err("the question could not be answered: an error of selon's own".to_owned()),
    }
}

#[tool_handler(
    name = "selon",
    instructions = "selon reads news and tells who said what, on whose word. read and check take a text; search, trace and who ask the user's database of articles. Lists are paged: give next as an answer has it. selon never says what is true; neither should its answers be taken to."
)]
impl ServerHandler for Assistant {}

/// Answers on standard input and output until the input ends.
///
/// # Errors
/// Where the standard input or output can't be used, or what comes in is not this protocol.
pub fn serve(assistant: Assistant) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let running = match assistant.serve(stdio()).await {
            Ok(running) => running,
            // Who opens and closes without a word has done no wrong.
            Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
            Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string())),
        };
        running.waiting().await.map(|_| ()).map_err(io::Error::other)
    })
}
