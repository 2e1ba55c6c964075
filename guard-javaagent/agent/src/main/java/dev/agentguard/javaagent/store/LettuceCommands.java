package dev.agentguard.javaagent.store;

import dev.agentguard.javaagent.instrumentation.Internals;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads Lettuce's commands and connections, and ends commands. Threadsafe. */
final class LettuceCommands {

    static final String COMMAND = "io.lettuce.core.protocol.RedisCommand";

    private static final String CONNECTION = "io.lettuce.core.StatefulRedisConnectionImpl";
    private static final String STATE = "io.lettuce.core.ConnectionState";
    private static final String BUFFER = "io.netty.buffer.ByteBuf";
    private static final String EVENT_LOOP = "io.netty.util.concurrent.FastThreadLocalThread";

    /** The methods with parameters that are called, by the loader of an application's Lettuce. */
    private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final Internals internals;

    LettuceCommands(Internals internals) {
        this.internals = internals;
    }

    /** Returns a command's words as they will be sent: Lettuce has it encode itself. */
    List<byte[]> words(Object command) throws ReflectiveOperationException {
        Class<?> beside = command.getClass();
        Object buffer = Objects.requireNonNull(
                method(beside, "io.netty.buffer.Unpooled", "buffer").invoke(null));
        try {
            method(beside, COMMAND, "encode", BUFFER).invoke(command, buffer);
            byte[] bytes = new byte[(int) Objects.requireNonNull(internals.call(buffer, BUFFER, "readableBytes"))];
            beside.getClassLoader()
                    .loadClass(BUFFER)
                    .getMethod("readBytes", byte[].class)
                    .invoke(buffer, bytes);
            return RespWords.of(bytes);
        } finally {
            internals.call(buffer, BUFFER, "release");
        }
    }

    String name(byte[] word) {
        return new String(word, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
    }

    void fail(Object command, Throwable failure) throws ReflectiveOperationException {
        Method fail = method(command.getClass(), COMMAND, "completeExceptionally", Throwable.class.getName());
        fail.invoke(command, failure);
        if (!Boolean.TRUE.equals(internals.call(command, COMMAND, "isDone"))) {
            // up to 5 one of a transaction fails like it succeeds: once when it is queued, once with the others
            fail.invoke(command, failure);
        }
    }

    /** Ends the commands that wait for the end of a transaction. */
    void complete(Object exec) throws ReflectiveOperationException {
        Object output = internals.call(exec, COMMAND, "getOutput");
        if (output != null) {
            output.getClass().getMethod("complete", int.class).invoke(output, 0);
        }
    }

    /** Has the server forget a transaction. */
    @Nullable
    Object discard(Object endpoint) throws ReflectiveOperationException {
        ClassLoader loader = endpoint.getClass().getClassLoader();
        Class<?> codec = loader.loadClass("io.lettuce.core.codec.RedisCodec");
        Class<?> output = loader.loadClass("io.lettuce.core.output.CommandOutput");
        Class<?> keyword = loader.loadClass("io.lettuce.core.protocol.ProtocolKeyword");
        Object utf8 = loader.loadClass("io.lettuce.core.codec.StringCodec")
                .getField("UTF8")
                .get(null);
        Object status = loader.loadClass("io.lettuce.core.output.StatusOutput")
                .getConstructor(codec)
                .newInstance(utf8);
        Object discard = loader.loadClass("io.lettuce.core.protocol.Command")
                .getConstructor(keyword, output)
                .newInstance(
                        loader.loadClass("io.lettuce.core.protocol.CommandType")
                                .getField("DISCARD")
                                .get(null),
                        status);
        return loader.loadClass(LettuceInstrumentation.ENDPOINT)
                .getMethod("write", loader.loadClass(COMMAND))
                .invoke(endpoint, discard);
    }

    /** The server at the other end; not known as long as there is no connection. */
    List<String> hosts(Object endpoint) {
        Object channel = internals.field(endpoint, LettuceInstrumentation.ENDPOINT, "channel");
        Object remote = channel == null ? null : internals.call(channel, "io.netty.channel.Channel", "remoteAddress");
        return remote instanceof InetSocketAddress address
                ? List.of(address.getHostString() + ":" + address.getPort())
                : List.of();
    }

    /** The database that the connection is in, if it is known: the connection notes it once its server has confirmed it. */
    List<String> databases(Object endpoint) {
        Object connection = internals.field(endpoint, LettuceInstrumentation.ENDPOINT, "connectionFacade");
        if (connection == null || !Internals.is(connection, CONNECTION)) {
            return List.of();
        }
        if (!Internals.knows(connection, STATE)) {
            return List.of(String.valueOf(internals.field(connection, CONNECTION, "db"))); // up to 5
        }
        Object state = internals.field(connection, CONNECTION, "state");
        return state == null ? List.of() : List.of(String.valueOf(internals.field(state, STATE, "db")));
    }

    /** On an event loop nobody can tell for whom it writes. */
    boolean isForEverybody() {
        return Internals.is(Thread.currentThread(), EVENT_LOOP);
    }

    private static Method method(Class<?> beside, String type, String name, String... parameters)
            throws ReflectiveOperationException {
        Map<String, Method> known = METHODS.get(beside);
        Method method = known.get(name);
        if (method == null) {
            ClassLoader loader = beside.getClassLoader();
            List<Class<?>> types = new ArrayList<>();
            for (String parameter : parameters) {
                types.add(Class.forName(parameter, false, loader));
            }
            method = Class.forName(type, false, loader).getMethod(name, types.toArray(Class<?>[]::new));
            known.put(name, method);
        }
        return method;
    }
}
