//! Log-in with an identity provider, by OpenID Connect: the authorization code flow with PKCE.

use std::fmt::Write as _;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use holdfast_domain::Clock;
use holdfast_outgoing::client::ClientError;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims,
    CoreIdTokenVerifier, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreTokenResponse,
    CoreUserInfoClaims,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError,
    ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IssuerUrl, JwsSigningAlgorithm, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError, SubjectIdentifier,
    TokenResponse as _, UserInfoError, url,
};
use tokio::time::Instant;

/// For one request, from the first packet to the last.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
/// Longer answers are not read to their end: they would fill the memory.
const LONGEST_ANSWER: usize = 1 << 20;
/// How long what the provider says of itself is believed.
const BELIEVED: Duration = Duration::from_secs(60 * 60);
/// By how much the provider's clock may be behind ours.
const LEEWAY: Duration = Duration::from_secs(60);

/// Where the provider is, and who we are to it.
#[derive(Clone)]
pub struct Settings {
    /// The provider, exactly as it writes itself: a slash at the end makes a difference.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// What proves that it is us; public clients have none.
    pub client_secret: Option<String>,
    /// Where it sends people back to, exactly as registered there.
    pub redirect_url: String,
}

/// Why a provider cannot be used as set.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The issuer is no URL.
    #[error("the issuer is not a URL: {0}")]
    Issuer(#[source] url::ParseError),
    /// The redirect URL is none.
    #[error("the redirect URL is not a URL: {0}")]
    Redirect(#[source] url::ParseError),
    /// No HTTP.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Why nobody was logged in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The provider is not there, or does not answer as a provider does. Another try may go well.
    #[error("the identity provider cannot be reached: {0}")]
    Away(String),
    /// The provider says no, or its ID token does not prove who this is. Only a new log-in can help.
    #[error("the identity provider's log-in is refused: {0}")]
    Refused(String),
}

/// A log-in under way. All but the URL is to be kept with the browser's session, and used once.
pub struct Begun {
    /// Where to send the browser.
    pub url: String,
    /// Must come back with the code, or somebody else's log-in was slipped in.
    pub state: String,
    /// For [`Provider::finish`].
    pub nonce: String,
    /// For [`Provider::finish`].
    pub pkce_verifier: String,
}

/// Who logged in, as the provider has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The provider.
    pub issuer: String,
    /// Never changes at this provider, and is nobody else's there.
    pub subject: String,
    /// May change, and may be anybody's unless it is verified.
    pub email: Option<String>,
    /// Whether the provider made sure of the address.
    pub email_verified: bool,
    /// The full name.
    pub name: Option<String>,
    /// By what they logged in there (RFC 8176), if the ID token says so.
    pub amr: Vec<String>,
    /// How sure the provider is of them, in its own words.
    pub acr: Option<String>,
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the provider said of itself.
struct Known {
    /// Has the provider's endpoints and keys.
    client: Client,
    /// How it may sign.
    algorithms: Vec<CoreJwsSigningAlgorithm>,
    since: Instant,
}

/// An identity provider. It is asked about itself when the first person comes, not before: it may be away.
pub struct Provider {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: Option<ClientSecret>,
    redirect_url: RedirectUrl,
    http: Http,
    clock: Arc<dyn Clock>,
    known: RwLock<Option<Arc<Known>>>,
}

impl Provider {
    /// A provider as the settings say. Sends nothing yet.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, SettingsError> {
        let Settings { issuer, client_id, client_secret, redirect_url } = settings;
        Ok(Self {
            issuer: IssuerUrl::new(issuer).map_err(SettingsError::Issuer)?,
            client_id: ClientId::new(client_id),
            client_secret: client_secret.map(ClientSecret::new),
            redirect_url: RedirectUrl::new(redirect_url).map_err(SettingsError::Redirect)?,
            http: Http::new()?,
            clock,
            known: RwLock::default(),
        })
    }

    /// Begins a log-in. Each call of `secret` gives another text of 43 characters or more (RFC 7636) that nobody can guess.
    pub async fn begin(&self, secret: impl Fn() -> String) -> Result<Begun, Error> {
        let known = self.known().await?;
        let verifier = PkceCodeVerifier::new(secret());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let (state, nonce) = (CsrfToken::new(secret()), Nonce::new(secret()));
        let (url, state, nonce) = known
            .client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce)
            // "openid" goes without saying
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Begun {
            url: url.into(),
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            pkce_verifier: verifier.into_secret(),
        })
    }

    /// Finishes a log-in with the code that the browser brought back, after its state was found to be the right one.
    pub async fn finish(&self, code: &str, nonce: &str, pkce_verifier: &str) -> Result<Person, Error> {
        let known = self.known().await?;
        let answer = known
            .client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| Error::Away(said(&error)))?
            .set_pkce_verifier(PkceCodeVerifier::new(pkce_verifier.to_owned()))
            .request_async(&self.http)
            .await
            .map_err(|error| match error {
                RequestTokenError::ServerResponse(_) => Error::Refused(said(&error)),
                _ => Error::Away(said(&error)),
            })?;
        let token = answer.id_token().ok_or_else(|| Error::Refused("there is no ID token".to_owned()))?;
        let nonce = Nonce::new(nonce.to_owned());
        match self.proven(&known, &answer, token, &nonce) {
            // It may have a new key since. With one key, tokens need not name it.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_),
            )) => {
                let known = self.discover().await?;
                let claims = self.proven(&known, &answer, token, &nonce).map_err(refused)?;
                self.person(&known, claims, answer.access_token()).await
            }
            claims => self.person(&known, claims.map_err(refused)?, answer.access_token()).await,
        }
    }

    /// The token's claims, if it is the provider's, for us, of now and of this log-in.
    fn proven<'t>(
        &self,
        known: &Known,
        answer: &CoreTokenResponse,
        token: &'t CoreIdToken,
        nonce: &Nonce,
    ) -> Result<&'t CoreIdTokenClaims, ClaimsVerificationError> {
        let verifier = self.verifier(known);
        let claims = token.claims(&verifier, nonce)?;
        // The verifier leaves these two to us.
        if claims.authorized_party().is_some_and(|party| **party != *self.client_id) {
            return Err(ClaimsVerificationError::InvalidAudience(
                "it was issued to another client".to_owned(),
            ));
        }
        if let Some(expected) = claims.access_token_hash() {
            let signature = ClaimsVerificationError::SignatureVerification;
            let algorithm = token.signing_alg().map_err(signature)?;
            let key = token.signing_key(&verifier).map_err(signature)?;
            let hash = AccessTokenHash::from_token(answer.access_token(), algorithm, key)
                .map_err(|error| ClaimsVerificationError::Other(said(&error)))?;
            if hash != *expected {
                return Err(ClaimsVerificationError::Other("it goes with another access token".to_owned()));
            }
        }
        Ok(claims)
    }

    fn verifier<'k>(&self, known: &'k Known) -> CoreIdTokenVerifier<'k> {
        let now = SystemTime::from(self.clock.now());
        let now = now.checked_sub(LEEWAY).unwrap_or(now);
        known
            .client
            .id_token_verifier()
            .set_allowed_algs(known.algorithms.iter().cloned())
            .set_time_fn(move || now.into())
    }

    /// Some providers say no more than the subject in ID tokens, as they may, and the rest when asked.
    async fn person(
        &self,
        known: &Known,
        claims: &CoreIdTokenClaims,
        access_token: &AccessToken,
    ) -> Result<Person, Error> {
        let mut person = Person {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| email.to_string()),
            email_verified: claims.email_verified().unwrap_or(false),
            name: claims.name().and_then(|name| name.get(None)).map(|name| name.to_string()),
            amr: claims.auth_method_refs().into_iter().flatten().map(|word| word.to_string()).collect(),
            acr: claims.auth_context_ref().map(|word| word.to_string()),
        };
        if person.email.is_none() && known.client.user_info_url().is_some() {
            let info = self.user_info(known, claims.subject(), access_token).await?;
            person.email = info.email().map(|email| email.to_string());
            person.email_verified = info.email_verified().unwrap_or(false);
            let name = info.name().and_then(|name| name.get(None)).map(|name| name.to_string());
            person.name = person.name.or(name);
        }
        person.email_verified &= person.email.is_some();
        Ok(person)
    }

    async fn user_info(
        &self,
        known: &Known,
        subject: &SubjectIdentifier,
        access_token: &AccessToken,
    ) -> Result<CoreUserInfoClaims, Error> {
        known
            .client
            .user_info(access_token.clone(), Some(subject.clone()))
            .map_err(|error| Error::Away(said(&error)))?
            .request_async(&self.http)
            .await
            .map_err(|error| match error {
                UserInfoError::ClaimsVerification(_) => Error::Refused(said(&error)),
                _ => Error::Away(said(&error)),
            })
    }

    /// What the provider said of itself, within the last hour. Who comes while it is asked asks as well: a lock would
    /// have them wait for its failures one after another.
    async fn known(&self) -> Result<Arc<Known>, Error> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some(known) if known.since.elapsed() < BELIEVED => Ok(known),
            _ => self.discover().await,
        }
    }

    /// Asks the provider about itself, and for its keys.
    async fn discover(&self) -> Result<Arc<Known>, Error> {
        let since = Instant::now();
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http)
            .await
            .map_err(|error| Error::Away(said(&error)))?;
        let algorithms = metadata.id_token_signing_alg_values_supported().iter();
        // No "none", and no HMAC: whoever reads our settings could sign with our secret.
        let unfit = |algorithm: &CoreJwsSigningAlgorithm| {
            algorithm.uses_shared_secret() || *algorithm == CoreJwsSigningAlgorithm::None
        };
        let algorithms = algorithms.filter(|algorithm| !unfit(algorithm)).cloned().collect();
        // Basic is meant where nothing is said.
        let auth_type = match metadata.token_endpoint_auth_methods_supported() {
            Some(methods)
                if methods.contains(&CoreClientAuthMethod::ClientSecretPost)
                    && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic) =>
            {
                AuthType::RequestBody
            }
            _ => AuthType::BasicAuth,
        };
        let client =
            CoreClient::from_provider_metadata(metadata, self.client_id.clone(), self.client_secret.clone())
                .set_auth_type(auth_type)
                .set_redirect_uri(self.redirect_url.clone());
        let known = Arc::new(Known { client, algorithms, since });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }
}

fn refused(error: ClaimsVerificationError) -> Error {
    Error::Refused(said(&error))
}

/// The error and what led to it: most of these say nothing of it themselves.
fn said(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        // writing to a string does not fail
        let _ = write!(text, ": {error}");
        source = error.source();
    }
    text
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
enum HttpError {
    #[error("the request failed")]
    Request(#[from] reqwest::Error),
    #[error("the answer is not one: {0}")]
    Answer(#[from] openidconnect::http::Error),
    #[error("the answer is too long")]
    Long,
    #[error("the answer is {0}")]
    Status(reqwest::StatusCode),
}

/// Our own rather than the one that `openidconnect` brings, since that reads answers of any length, and loses whether
/// it was the provider that failed.
struct Http(reqwest::Client);

impl Http {
    fn new() -> Result<Self, SettingsError> {
        Ok(Self(holdfast_outgoing::client(ANSWERS_WITHIN)?.build().map_err(ClientError::from)?))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut answer = self.0.execute(request.try_into()?).await?;
        let status = answer.status();
        if status.is_server_error() || status == reqwest::StatusCode::TOO_MANY_REQUESTS {
            return Err(HttpError::Status(status));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(HttpError::Long);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = HttpResponse::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
