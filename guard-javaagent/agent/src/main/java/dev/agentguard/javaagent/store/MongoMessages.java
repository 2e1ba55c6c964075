package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.Internals;
import java.io.OutputStream;
import java.util.List;

/** Reads the messages that MongoDB's driver has written to memory, and has them judged. Threadsafe. */
final class MongoMessages {

    private static final String OUTPUT = "com.mongodb.internal.connection.ByteBufferBsonOutput";
    private static final String CONNECTION = "com.mongodb.internal.connection.InternalStreamConnection";

    private static final int DEEPEST = 40;

    private final Internals internals;

    MongoMessages(Internals internals) {
        this.internals = internals;
    }

    /**
     * Judges what was written.
     *
     * @param output the memory that a message was written to
     */
    void check(Object output) throws RefusedException, ReflectiveOperationException {
        MongoHead head = new MongoHead();
        output.getClass().getMethod("pipe", OutputStream.class).invoke(output, head);
        MongoWire.Command command = MongoWire.read(head.bytes(), head.isWhole());
        if (command != null) {
            StoreChecks.command(
                    "MONGODB",
                    StoreChecks.place("mongo.encode", () -> hosts(output)),
                    command.database(),
                    command.name(),
                    command.arguments(),
                    command.digest(),
                    isForEverybody());
        }
    }

    /** The memory is the connection's own. */
    private List<String> hosts(Object output) {
        Object connection = Internals.is(output, OUTPUT) ? internals.field(output, OUTPUT, "bufferProvider") : null;
        Object description = connection != null && Internals.is(connection, CONNECTION)
                ? internals.call(connection, CONNECTION, "getDescription")
                : null;
        Object address = description == null
                ? null
                : internals.call(description, "com.mongodb.connection.ConnectionDescription", "getServerAddress");
        return address == null ? List.of() : List.of(address.toString());
    }

    /** Whether the connection is asked to answer later: then the thread may be one that works for everybody. */
    private static boolean isForEverybody() {
        return StackWalker.getInstance()
                .walk(frames -> frames.limit(DEEPEST)
                        .filter(frame -> frame.getClassName().equals(CONNECTION))
                        .findFirst()
                        .map(frame -> frame.getMethodName().contains("Async"))
                        .orElse(true));
    }
}
