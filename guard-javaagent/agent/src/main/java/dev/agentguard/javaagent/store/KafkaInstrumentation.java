package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Kafka's admin client, 2.8 and later. What its methods are asked for is judged there, on the thread that asks; what they
 * hand on to the client's own thread fails where it is handed on, so that their futures fail as they do for a server's no.
 */
final class KafkaInstrumentation implements TypeInstrumentation {

    private static final String ADMIN = "org.apache.kafka.clients.admin.KafkaAdminClient";

    /** The methods of 4.1 and before; what is handed on by another is judged by the name that it is given. */
    private static final String METHODS = """
            abortTransaction addRaftVoter alterClientQuotas alterConfigs alterConsumerGroupOffsets
            alterPartitionReassignments alterReplicaLogDirs alterShareGroupOffsets alterStreamsGroupOffsets
            alterUserScramCredentials createAcls createDelegationToken createPartitions createTopics deleteAcls
            deleteConsumerGroupOffsets deleteConsumerGroups deleteRecords deleteShareGroupOffsets deleteShareGroups
            deleteStreamsGroupOffsets deleteStreamsGroups deleteTopics describeAcls describeClassicGroups
            describeClientQuotas describeCluster describeConfigs describeConsumerGroups describeDelegationToken
            describeFeatures describeLogDirs describeMetadataQuorum describeProducers describeReplicaLogDirs
            describeShareGroups describeStreamsGroups describeTopics describeTransactions
            describeUserScramCredentials electLeaders electPreferredLeaders expireDelegationToken fenceProducers
            forceTerminateTransaction incrementalAlterConfigs listClientMetricsResources listConfigResources
            listConsumerGroupOffsets listConsumerGroups listGroups listOffsets listPartitionReassignments
            listShareGroupOffsets listStreamsGroupOffsets listTopics listTransactions
            removeMembersFromConsumerGroup removeRaftVoter renewDelegationToken unregisterBroker updateFeatures""";

    private final KafkaHooks hooks;

    KafkaInstrumentation(Internals internals) {
        this.hooks = new KafkaHooks(internals);
    }

    @Override
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(new Point(ADMIN, "createInternal", "", Create.class));
        points.add(new Point(ADMIN + "$AdminClientRunnable", "call", "", Call.class));
        StringTokenizer names = new StringTokenizer(METHODS);
        while (names.hasMoreTokens()) {
            points.add(new Point(ADMIN, names.nextToken(), "", Method.class, true));
        }
        return points;
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(new Anchor("org.apache.kafka.clients.admin.AdminClient", List.of(ADMIN)));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "Kafka's admin client",
                "2.8.0, 3.0.0, 3.9.0, 4.1.0",
                "`PolicyViolationException` with `RefusedException` as its cause, in the futures"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("kafka.created", arguments -> {
                    hooks.created(Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]));
                    return null;
                }),
                new Hook(
                        "kafka.asked",
                        arguments -> hooks.asked(
                                Objects.requireNonNull(arguments[0]), String.valueOf(arguments[1]), (Object[])
                                        Objects.requireNonNull(arguments[2]))),
                new Hook("kafka.answered", arguments -> {
                    hooks.answered();
                    return null;
                }),
                new Hook(
                        "kafka.call",
                        arguments -> hooks.call(
                                Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]), (Long)
                                        Objects.requireNonNull(arguments[2]))));
    }

    /** Inlined into the methods that make a client. */
    @SuppressWarnings("NullAway") // Runs inside the client's code, where nothing is declared.
    static final class Create {
        private Create() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object config,
                @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object client) {
            GuardBridge.after("kafka.created", client, config);
        }
    }

    /** Inlined into the methods that an application calls. */
    @SuppressWarnings("NullAway") // Runs inside the client's code, where nothing is declared.
    static final class Method {
        private Method() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object client, @Advice.Origin("#m") String name, @Advice.AllArguments Object[] arguments) {
            Object asked = GuardBridge.before("kafka.asked", client, name, arguments);
            if (asked instanceof String) {
                throw new IllegalStateException(asked.toString());
            }
            return asked;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object asked) {
            if (asked != null) {
                GuardBridge.after("kafka.answered");
            }
        }
    }

    /** Inlined into the method that hands a call on to the client's own thread; it is skipped if the call failed. */
    @SuppressWarnings("NullAway") // Runs inside the client's code, where nothing is declared.
    static final class Call {
        private Call() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.This Object runnable,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object call,
                @Advice.Argument(1) long now) {
            Object refused = GuardBridge.before("kafka.call", runnable, call, now);
            if (refused instanceof String) {
                throw new IllegalStateException(refused.toString());
            }
            return refused;
        }
    }
}
