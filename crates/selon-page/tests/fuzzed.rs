//! Random markup and random bytes: nothing panics, and every span lies on characters.
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use selon_page::{Hints, Options, read_bytes};

/// Pieces out of which pages are put together at random.
const PIECES: [&str; 48] = [
    "<p>",
    "</p>",
    "<div class='post'>",
    "</div>",
    "<div id=comments>",
    "<article>",
    "</article>",
    "<blockquote>",
    "</blockquote>",
    "<q>",
    "</q>",
    "<a href='/x'>",
    "</a>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<ul><li>",
    "</ul>",
    "<br>",
    "<pre>",
    "</pre>",
    "<b>",
    "</b>",
    "<i>",
    "<time datetime=2031-02-17>",
    "</time>",
    "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":\"Ada Lund\"}</script>",
    "<aside>",
    "</aside>",
    "<figcaption>",
    "</figcaption>",
    "<!-- x -->",
    "&nbsp;",
    "&#xD800;",
    "été ",
    "The mayor of Ostwick said that the bridge is closed until spring. ",
    "von Ada Lund ",
    "17. Februar 2031 ",
    "\u{202e}",
    "\n\n",
    "<template>",
    "<svg>",
    "</svg>",
    "<meta name=author content='Von '>",
];

fn read_any(bytes: Vec<u8>) {
    for read in read_bytes(bytes, &Hints::default(), &Options::default()) {
        let Ok(document) = read else { continue };
        let spans = document.blocks.iter().map(|block| block.span).chain(document.links.iter().map(|link| link.span));
        for span in spans.chain(document.frame.iter().copied()) {
            assert!(span.start <= span.end && document.text.get(span.start..span.end).is_some(), "{span:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_markup_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..120)) {
        read_any(format!("<html>{}", pieces.concat()).into_bytes());
    }

    #[test]
    fn random_text_is_read(text in "\\PC{0,300}", start in prop::sample::select(vec!["", "{", "[{\"text\":", "id,text\n", "<rss version='2.0'>", "---\ntitle: ", "# a\n\n# b\n\n> ", "<"])) {
        read_any(format!("{start}{text}").into_bytes());
    }

    #[test]
    fn random_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_any(bytes);
    }

    #[test]
    fn random_dates_are_read(words in "[0-9A-Za-zéà年月日., /:+-]{0,40}") {
        read_any(format!("<meta name=date content='{words}'><p class=date>{words}</p><p class=author>von {words}</p>").into_bytes());
    }
}
