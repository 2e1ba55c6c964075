package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.WeakIdentityMap;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Jedis, 2.9 and later: the method of a connection by which commands, pipelines, transactions, subscriptions, pools,
 * sentinels and clusters send. Overloads of it that call another are let through; which one writes differs by version.
 */
final class JedisInstrumentation implements TypeInstrumentation {

    private static final String CONNECTION = "redis.clients.jedis.Connection";
    /** In this form since 4.0. */
    private static final String ARGUMENTS = "redis.clients.jedis.CommandArguments";

    private static final String RAWABLE = "redis.clients.jedis.args.Rawable";
    private static final String FACTORY = "redis.clients.jedis.DefaultJedisSocketFactory";
    /** What the client throws when a server says no; for others it gives up the connection or tries again. */
    private static final String EXCEPTION = "redis.clients.jedis.exceptions.JedisDataException";

    private final Internals internals;
    private final WeakIdentityMap<Object, RedisConnection> connections = new WeakIdentityMap<>();

    JedisInstrumentation(Internals internals) {
        this.internals = internals;
    }

    @Override
    public List<Point> points() {
        return List.of(new Point(CONNECTION, "sendCommand", "", Send.class));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(new Anchor("redis.clients.jedis.Protocol", List.of(CONNECTION)));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "Jedis: commands, pipelines, transactions, clusters",
                "2.9.3, 3.10.0, 4.0.0, 5.2.0, 6.0.0, 7.2.0",
                "`JedisDataException` with `RefusedException` as its cause"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook("jedis.send", arguments -> {
            Object connection = Objects.requireNonNull(arguments[0]);
            RefusedException refused = StoreChecks.refusal(
                    "jedis.send", () -> send(connection, (Object[]) Objects.requireNonNull(arguments[1])));
            return refused == null ? null : internals.exception(connection, EXCEPTION, refused);
        }));
    }

    private void send(Object connection, Object[] arguments) throws RefusedException {
        List<byte[]> words = words(connection, arguments);
        if (words != null) {
            RedisConnection known = connections.get(connection);
            if (known == null) {
                known = new RedisConnection(StoreChecks.place("jedis.send", () -> hosts(connection)));
                connections.put(connection, known);
            }
            StoreChecks.redis(known.hosts(), known.database(), words, false);
            known.sends(words);
        }
    }

    /** Returns what is about to be written; null if this overload leaves that to another. */
    private @Nullable List<byte[]> words(Object connection, Object[] arguments) {
        Object first = Objects.requireNonNull(arguments[0]);
        List<byte[]> words = new ArrayList<>();
        if (arguments.length == 1 && Internals.is(first, ARGUMENTS)) {
            for (Object word : (Iterable<?>) first) {
                words.add(bytes(internals.call(word, RAWABLE, "getRaw")));
            }
            return words;
        }
        boolean writes =
                arguments.length == 2 && arguments[1] instanceof byte[][] && !Internals.knows(connection, ARGUMENTS);
        if (!writes) {
            return null;
        }
        words.add(name(first));
        words.addAll(Arrays.asList((byte[][]) arguments[1]));
        return words;
    }

    /** Up to 2.9 a command is one of an enum and has its name in a field. */
    private byte[] name(Object command) {
        return bytes(
                Internals.knows(command, "redis.clients.jedis.commands.ProtocolCommand")
                        ? internals.call(command, "redis.clients.jedis.commands.ProtocolCommand", "getRaw")
                        : internals.field(command, "redis.clients.jedis.Protocol$Command", "raw"));
    }

    private static byte[] bytes(@Nullable Object word) {
        return (byte[]) Objects.requireNonNull(word);
    }

    private List<String> hosts(Object connection) {
        if (!Internals.knows(connection, ARGUMENTS)) {
            return List.of(internals.call(connection, CONNECTION, "getHost") + ":"
                    + internals.call(connection, CONNECTION, "getPort"));
        }
        Object factory = internals.field(connection, CONNECTION, "socketFactory");
        // an application's own factory may go anywhere
        return factory != null && Internals.is(factory, FACTORY)
                ? List.of(String.valueOf(internals.call(factory, FACTORY, "getHostAndPort")))
                : List.of();
    }

    /** Inlined into the methods that send. */
    @SuppressWarnings("NullAway") // Runs inside the client's code, where nothing is declared.
    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object connection, @Advice.AllArguments Object[] arguments) {
            Object refused = GuardBridge.before("jedis.send", connection, arguments);
            if (refused instanceof RuntimeException exception) {
                throw exception;
            }
            if (refused != null) {
                throw new IllegalStateException(refused.toString());
            }
        }
    }
}
