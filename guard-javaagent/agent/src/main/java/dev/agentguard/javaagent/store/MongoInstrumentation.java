package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * MongoDB's driver, 4.0 and later, blocking and reactive: the one method by which messages of every kind are written to
 * the memory that is then sent. What is refused there leaves the connection as it was.
 */
final class MongoInstrumentation implements TypeInstrumentation {

    private static final String MESSAGE = "com.mongodb.internal.connection.RequestMessage";
    /** What the client throws that is no fault of a server or a network, for which no connection is given up. */
    private static final String EXCEPTION = "com.mongodb.MongoClientException";

    private final Internals internals;
    private final MongoMessages messages;

    MongoInstrumentation(Internals internals) {
        this.internals = internals;
        this.messages = new MongoMessages(internals);
    }

    @Override
    public List<Point> points() {
        return List.of(new Point(MESSAGE, "encode", "", Encode.class));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(new Anchor("com.mongodb.MongoClientSettings", List.of(MESSAGE)));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "MongoDB's driver, blocking and reactive",
                "4.0.0, 4.11.1, 5.6.1",
                "`MongoClientException` with `RefusedException` as its cause, thrown or given to the subscriber"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook("mongo.encode", arguments -> {
            Object output = Objects.requireNonNull(arguments[0]);
            RefusedException refused = StoreChecks.refusal("mongo.encode", () -> messages.check(output));
            return refused == null ? null : internals.exception(output, EXCEPTION, refused);
        }));
    }

    /** Inlined into the method that writes a message to memory. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Encode {
        private Encode() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object output) {
            Object refused = GuardBridge.before("mongo.encode", output);
            if (refused instanceof RuntimeException exception) {
                throw exception;
            }
            if (refused != null) {
                throw new IllegalStateException(refused.toString());
            }
        }
    }
}
