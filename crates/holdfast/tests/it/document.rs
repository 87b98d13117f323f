//! The OpenAPI document as it is served, and the page that shows it.

use holdfast_testkit::Api;

#[tokio::test]
async fn it_is_served_once_to_those_who_keep_it() {
    let api = Api::start().await;
    let first = api.get("/openapi.json").send().await;
    assert_eq!(first.status, 200);
    assert_eq!(first.headers["content-type"], "application/json");
    assert_eq!(first.body, serde_json::to_value(holdfast_gateway::openapi()).unwrap());

    let tag = first.headers["etag"].to_str().unwrap();
    for known in [tag.to_owned(), format!("W/{tag}"), format!("\"another\", {tag}"), "*".to_owned()] {
        let again = api.get("/openapi.json").header("if-none-match", known.clone()).send().await;
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{known}");
        assert_eq!(again.headers["etag"], tag);
    }
    let other = api.get("/openapi.json").header("if-none-match", "\"another\"").send().await;
    assert_eq!((other.status.as_u16(), other.bytes.len()), (200, first.bytes.len()));
}

#[tokio::test]
async fn the_page_shows_it() {
    let api = Api::start().await;
    let page = api.get("/docs/").send().await;
    assert_eq!(page.status, 200);
    assert!(String::from_utf8_lossy(&page.bytes).contains("swagger-ui"));
    let script = api.get("/docs/swagger-initializer.js").send().await;
    assert!(String::from_utf8_lossy(&script.bytes).contains("\"/openapi.json\""), "{script:?}");
}
