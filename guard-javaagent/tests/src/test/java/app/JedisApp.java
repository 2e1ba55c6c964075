package app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Transaction;

/** An application that uses Jedis, by what its versions have in common. */
public final class JedisApp extends RedisApp {

    private final String host;
    private final int port;
    private final Jedis jedis;
    private final JedisPool pool;

    private JedisApp(String host, int port) {
        this.host = host;
        this.port = port;
        this.jedis = new Jedis(host, port);
        this.pool = new JedisPool(host, port);
    }

    /** With the host and the port of a server. */
    public static void main(String[] arguments) throws Exception {
        new JedisApp(arguments[0], Integer.parseInt(arguments[1])).serve();
    }

    @Override
    Object run(String mode, List<String> words) throws Exception {
        return switch (mode) {
            case "set" -> jedis.set(words.get(0), words.get(1));
            case "get" -> jedis.get(words.get(0));
            case "del" -> call(jedis, "del", new Class<?>[] {String[].class}, (Object) words.toArray(String[]::new));
            case "flushall" -> jedis.flushAll();
            case "flushdb" -> jedis.flushDB();
            case "select" -> jedis.select(Integer.parseInt(words.get(0)));
            case "eval" -> jedis.eval(String.join(" ", words));
            case "config" -> call(jedis, "configSet", new Class<?>[] {String.class, String.class}, words.toArray());
            case "pool" -> pool(words);
            case "pipeline" -> pipeline();
            case "multi" -> multi();
            case "pubsub" -> pubsub();
            case "cluster" -> cluster(words);
            case "speed" -> speed(Integer.parseInt(words.get(0)));
            default -> throw new IllegalArgumentException(mode);
        };
    }

    /** What has another type of result in other versions. */
    private static Object call(Object target, String name, Class<?>[] types, Object... arguments) throws Exception {
        try {
            Method method = target.getClass().getMethod(name, types);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception own ? own : e;
        }
    }

    /** Empties a database by a connection of a pool, and says whether the pool gives the same one out again. */
    private Object pool(List<String> words) {
        long before;
        try (Jedis one = pool.getResource()) {
            before = id(one);
            one.select(Integer.parseInt(words.get(0)));
            one.flushDB();
            return "flushed";
        } catch (RuntimeException e) {
            try (Jedis again = pool.getResource()) {
                return text(e) + " then " + again.ping();
            }
        }
    }

    private static long id(Jedis jedis) {
        return jedis.ping().length();
    }

    private Object pipeline() {
        List<Object> said = new ArrayList<>();
        Pipeline pipeline = jedis.pipelined();
        pipeline.set("p1", "1");
        try {
            pipeline.eval("return redis.call('flushdb')");
            said.add("flushed");
        } catch (RuntimeException e) {
            said.add(text(e));
        }
        pipeline.set("p2", "2");
        pipeline.sync();
        return said + " " + jedis.get("p1") + jedis.get("p2");
    }

    private Object multi() {
        List<Object> said = new ArrayList<>();
        Transaction transaction = jedis.multi();
        transaction.set("t1", "1");
        try {
            transaction.eval("return redis.call('flushdb')");
            said.add("flushed");
        } catch (RuntimeException e) {
            said.add(text(e));
        }
        transaction.set("t2", "2");
        return said + " " + transaction.exec().size() + " " + jedis.get("t1") + jedis.get("t2");
    }

    private Object pubsub() throws Exception {
        BlockingQueue<String> heard = new ArrayBlockingQueue<>(10);
        try (Jedis listening = new Jedis(host, port)) {
            JedisPubSub listener = new JedisPubSub() {
                @Override
                public void onSubscribe(String channel, int count) {
                    heard.add("subscribed");
                }

                @Override
                public void onMessage(String channel, String message) {
                    heard.add(message);
                }
            };
            Thread thread = new Thread(() -> listening.subscribe(listener, "news"));
            thread.setDaemon(true);
            thread.start();
            heard.poll(10, TimeUnit.SECONDS);
            call(jedis, "publish", new Class<?>[] {String.class, String.class}, "news", "hello");
            String message = heard.poll(10, TimeUnit.SECONDS);
            listener.unsubscribe();
            thread.join(10_000);
            return message;
        }
    }

    private static Object cluster(List<String> words) {
        try (JedisCluster cluster = new JedisCluster(new HostAndPort(words.get(0), Integer.parseInt(words.get(1))))) {
            String set = cluster.set("c", "1");
            try {
                return set + cluster.eval("return redis.call('flushall')", "c");
            } catch (RuntimeException e) {
                return set + " " + text(e) + " then " + cluster.set("c", "2");
            }
        }
    }

    /** Nanoseconds for one of many reads. */
    private Object speed(int times) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                jedis.get("speed");
            }
            best = Math.min(best, (System.nanoTime() - start) / times);
        }
        return best;
    }
}
