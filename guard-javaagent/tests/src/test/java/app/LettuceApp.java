package app;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** An application that uses Lettuce, by what its versions have in common. */
public final class LettuceApp extends RedisApp {

    private static final long PATIENCE = 10;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;

    private LettuceApp(String host, int port) {
        client = RedisClient.create("redis://" + host + ":" + port);
        connection = client.connect();
        redis = connection.sync();
    }

    /** With the host and the port of a server. */
    public static void main(String[] arguments) throws Exception {
        new LettuceApp(arguments[0], Integer.parseInt(arguments[1])).serve();
        System.exit(0);
    }

    @Override
    Object run(String mode, List<String> words) throws Exception {
        return switch (mode) {
            case "set" -> redis.set(words.get(0), words.get(1));
            case "get" -> redis.get(words.get(0));
            case "del" -> redis.del(words.toArray(String[]::new));
            case "flushall" -> redis.flushall();
            case "flushdb" -> redis.flushdb();
            case "async" -> connection.async().flushdb().get(PATIENCE, TimeUnit.SECONDS);
            case "reactive" -> connection.reactive().flushdb().block();
            case "chained" ->
                connection
                        .reactive()
                        .get("kept")
                        .flatMap(unused -> connection.reactive().flushdb())
                        .block();
            case "select" -> redis.select(Integer.parseInt(words.get(0)));
            case "eval" -> redis.eval(String.join(" ", words), ScriptOutputType.INTEGER);
            case "config" -> redis.configSet(words.get(0), words.get(1));
            case "pool" -> another(words);
            case "pipeline" -> pipeline();
            case "multi" -> multi();
            case "multi-good" -> multiGood();
            case "pubsub" -> pubsub();
            case "cluster" -> cluster(words);
            default -> throw new IllegalArgumentException(mode);
        };
    }

    private Object another(List<String> words) {
        try (StatefulRedisConnection<String, String> other = client.connect()) {
            other.sync().select(Integer.parseInt(words.get(0)));
            try {
                return other.sync().flushdb();
            } catch (RuntimeException e) {
                return text(e) + " then " + other.sync().ping();
            }
        }
    }

    /** Commands that wait on this side until they are sent together. */
    private Object pipeline() throws Exception {
        RedisAsyncCommands<String, String> async = connection.async();
        connection.setAutoFlushCommands(false);
        try {
            RedisFuture<String> one = async.set("p1", "1");
            RedisFuture<String> flush = async.flushdb();
            RedisFuture<String> two = async.set("p2", "2");
            connection.flushCommands();
            one.get(PATIENCE, TimeUnit.SECONDS);
            two.get(PATIENCE, TimeUnit.SECONDS);
            String said;
            try {
                said = flush.get(PATIENCE, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                said = text(e);
            }
            connection.setAutoFlushCommands(true);
            return said + " " + redis.get("p1") + redis.get("p2");
        } finally {
            connection.setAutoFlushCommands(true);
        }
    }

    private Object multi() throws Exception {
        List<Object> said = new ArrayList<>();
        RedisAsyncCommands<String, String> async = connection.async();
        async.multi().get(PATIENCE, TimeUnit.SECONDS);
        RedisFuture<String> one = async.set("t1", "1");
        RedisFuture<String> flush = async.flushdb();
        RedisFuture<String> two = async.set("t2", "2");
        try {
            said.add(flush.get(PATIENCE, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            said.add(text(e));
        }
        try {
            said.add(async.exec().get(PATIENCE, TimeUnit.SECONDS).size());
        } catch (ExecutionException e) {
            said.add("exec " + text(e));
        }
        one.await(PATIENCE, TimeUnit.SECONDS);
        two.await(PATIENCE, TimeUnit.SECONDS);
        return said + " " + one.toCompletableFuture().isDone()
                + two.toCompletableFuture().isDone() + " " + redis.get("t1") + redis.get("t2");
    }

    private Object multiGood() throws Exception {
        RedisAsyncCommands<String, String> async = connection.async();
        async.multi().get(PATIENCE, TimeUnit.SECONDS);
        RedisFuture<String> one = async.set("t3", "1");
        RedisFuture<Long> gone = async.del("t3");
        int size = async.exec().get(PATIENCE, TimeUnit.SECONDS).size();
        return size + one.get(PATIENCE, TimeUnit.SECONDS) + gone.get(PATIENCE, TimeUnit.SECONDS);
    }

    private Object pubsub() throws Exception {
        BlockingQueue<String> heard = new ArrayBlockingQueue<>(10);
        try (StatefulRedisPubSubConnection<String, String> listening = client.connectPubSub()) {
            listening.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    heard.add(message);
                }
            });
            listening.sync().subscribe("news");
            redis.publish("news", "hello");
            return heard.poll(PATIENCE, TimeUnit.SECONDS);
        }
    }

    private static Object cluster(List<String> words) {
        RedisClusterClient client = RedisClusterClient.create("redis://" + words.get(0) + ":" + words.get(1));
        try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
            String set = connection.sync().set("c", "1");
            try {
                return set + " " + connection.sync().flushall();
            } catch (RuntimeException e) {
                return set + " " + text(e) + " then " + connection.sync().set("c", "2");
            }
        } finally {
            client.shutdown();
        }
    }
}
