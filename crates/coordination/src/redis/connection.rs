//! One type over a connection to a server and one to a cluster.

use std::time::Duration;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::cluster::{ClusterClient, ClusterClientBuilder};
use redis::cluster_async::ClusterConnection;
use redis::sentinel::{SentinelClient, SentinelNodeConnectionInfo, SentinelServerType};
use redis::{
    AsyncConnectionConfig, Cmd, Pipeline, RedisConnectionInfo, RedisError, RedisFuture, RedisResult, Value,
};
use tokio::sync::Mutex;

use super::location::Location;

/// A connection; clones share it, and their commands travel together.
#[derive(Clone)]
pub enum Connection {
    /// To one server.
    One(MultiplexedConnection),
    /// To a cluster.
    Cluster(ClusterConnection),
}

impl ConnectionLike for Connection {
    fn req_packed_command<'a>(&'a mut self, command: &'a Cmd) -> RedisFuture<'a, Value> {
        match self {
            Self::One(one) => one.req_packed_command(command),
            Self::Cluster(cluster) => cluster.req_packed_command(command),
        }
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        match self {
            Self::One(one) => one.req_packed_commands(pipeline, offset, count),
            Self::Cluster(cluster) => cluster.req_packed_commands(pipeline, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        match self {
            Self::One(one) => one.get_db(),
            Self::Cluster(cluster) => cluster.get_db(),
        }
    }
}

/// Makes connections.
pub(super) struct Client {
    kind: Kind,
    config: AsyncConnectionConfig,
}

enum Kind {
    Standalone(redis::Client),
    // asking the Sentinels changes what it knows of them
    Sentinel(Box<Mutex<SentinelClient>>),
    Cluster(Box<ClusterClient>),
}

impl Client {
    pub(super) fn new(
        location: &Location,
        connect_within: Duration,
        answer_within: Duration,
    ) -> Result<Self, RedisError> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(connect_within))
            .set_response_timeout(Some(answer_within))
            .set_pipeline_buffer_size(1024);
        let kind = match location {
            Location::Standalone(url) => Kind::Standalone(redis::Client::open(url.as_str())?),
            Location::Sentinel { sentinels, service, login, db } => {
                let mut info = RedisConnectionInfo::default().set_db(*db);
                if let Some((user, password)) = login {
                    if !user.is_empty() {
                        info = info.set_username(user);
                    }
                    info = info.set_password(password);
                }
                let node = SentinelNodeConnectionInfo::default().set_redis_connection_info(info);
                Kind::Sentinel(Box::new(Mutex::new(SentinelClient::build(
                    sentinels.clone(),
                    service.clone(),
                    Some(node),
                    SentinelServerType::Master,
                )?)))
            }
            // Retries follow keys that have moved to another node. A command may run twice by them; ours may.
            Location::Cluster(nodes) => Kind::Cluster(Box::new(
                ClusterClientBuilder::new(nodes.clone())
                    .connection_timeout(connect_within)
                    .response_timeout(answer_within)
                    .retries(3)
                    .min_retry_wait(20)
                    .max_retry_wait(200)
                    .build()?,
            )),
        };
        Ok(Self { kind, config })
    }

    pub(super) async fn connect(&self) -> RedisResult<Connection> {
        let mut connection = match &self.kind {
            Kind::Standalone(client) => {
                Connection::One(client.get_multiplexed_async_connection_with_config(&self.config).await?)
            }
            Kind::Sentinel(client) => {
                Connection::One(client.lock().await.get_async_connection_with_config(&self.config).await?)
            }
            Kind::Cluster(client) => Connection::Cluster(client.get_async_connection().await?),
        };
        // A server that is stopped accepts connections all the same.
        redis::cmd("PING").query_async::<()>(&mut connection).await?;
        Ok(connection)
    }
}
