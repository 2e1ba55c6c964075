package dev.agentguard.effect.store;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one call of Kafka's admin client. Not safe for use by threads. */
final class KafkaReader {

    /** Up to the end of what there is (org.apache.kafka.clients.admin.RecordsToDelete). */
    private static final long ALL_RECORDS = -1;

    private static final int MOST_NAMES = 50;

    /** Settings of topics whose change may have messages deleted, those of brokers beginning with {@code log.}. */
    private static final Set<String> RETENTION = Set.of(
            "retention.ms",
            "retention.bytes",
            "local.retention.ms",
            "local.retention.bytes",
            "cleanup.policy",
            "delete.retention.ms",
            "retention.hours",
            "retention.minutes",
            "min.cleanable.dirty.ratio",
            "max.compaction.lag.ms",
            "remote.storage.enable",
            "remote.log.delete.on.disable");

    private final StoreCommand command;

    KafkaReader(StoreCommand command) {
        this.command = command;
    }

    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>(
                switch (command.name()) {
                    case "deleteTopics" -> named("topic", Reach.ALL, "deletes a topic with its messages");
                    case "deleteConsumerGroups", "deleteShareGroups", "deleteStreamsGroups" ->
                        named("group", Reach.ALL, "deletes a consumer group with its offsets");
                    case "deleteRecords" -> records();
                    case "deleteConsumerGroupOffsets",
                            "deleteShareGroupOffsets",
                            "deleteStreamsGroupOffsets",
                            "alterConsumerGroupOffsets",
                            "alterShareGroupOffsets",
                            "alterStreamsGroupOffsets" ->
                        named("group", Reach.MANY, "overwrites offsets, so that messages are skipped or read again");
                    case "alterConfigs", "incrementalAlterConfigs" -> configs();
                    default -> List.of(other());
                });
        if (command.isCut()) {
            effects.add(start("cluster", null)
                    .reach(Reach.ALL)
                    .reversibility(Reversibility.UNKNOWN, "a part of the call was not read")
                    .build());
        }
        return effects;
    }

    private List<Effect> named(String type, Reach reach, String reason) {
        List<?> names = command.arguments().get("names") instanceof List<?> list ? list : List.of();
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            return List.of(start(type, null)
                    .reach(Reach.ALL)
                    .reversibility(Reversibility.IRREVERSIBLE, reason)
                    .build());
        }
        return names.stream()
                .map(name -> start(type, String.valueOf(name))
                        .reach(reach)
                        .reversibility(Reversibility.IRREVERSIBLE, reason)
                        .build())
                .toList();
    }

    /** The offset before which the messages of each partition are deleted. */
    private List<Effect> records() {
        if (!(command.arguments().get("before") instanceof Map<?, ?> before) || before.size() > MOST_NAMES) {
            return List.of(records(null, true));
        }
        List<Effect> effects = new ArrayList<>();
        before.forEach((partition, offset) -> effects.add(records(
                String.valueOf(partition), !(offset instanceof Number number) || number.longValue() == ALL_RECORDS)));
        return effects.isEmpty() ? List.of(records(null, true)) : effects;
    }

    private Effect records(@Nullable String partition, boolean all) {
        return start("partition", partition)
                .reach(all ? Reach.ALL : Reach.MANY)
                .reversibility(
                        Reversibility.IRREVERSIBLE,
                        all ? "deletes every message of a partition" : "deletes messages up to an offset")
                .build();
    }

    private List<Effect> configs() {
        List<Effect> effects = new ArrayList<>();
        if (command.arguments().get("settings") instanceof Map<?, ?> resources && resources.size() <= MOST_NAMES) {
            resources.forEach((resource, names) ->
                    effects.add(config(String.valueOf(resource), names instanceof List<?> list ? list : List.of())));
        }
        return effects.isEmpty() ? List.of(config("unknown", List.of())) : effects;
    }

    /** {@code alterConfigs} puts back to the default whatever it does not name. */
    private Effect config(String resource, List<?> names) {
        boolean whole = command.name().equals("alterConfigs") || names.isEmpty();
        boolean deletes = names.stream().anyMatch(name -> isRetention(String.valueOf(name)));
        return start("settings", resource)
                .reach(whole || deletes ? Reach.ALL : Reach.ONE)
                .kind(whole || deletes ? Kind.DATA : Kind.COMPUTE)
                .reversibility(
                        whole || deletes ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        deletes
                                ? "changes how long messages are kept, so that some may be deleted"
                                : whole ? "puts back every setting that it does not name" : "changes settings")
                .build();
    }

    private static boolean isRetention(String setting) {
        String name = setting.toLowerCase(Locale.ROOT);
        return RETENTION.contains(name)
                || (name.startsWith("log.") && RETENTION.contains(name.substring("log.".length())))
                || name.equals("log.cleaner.min.cleanable.ratio");
    }

    private Effect other() {
        return switch (command.name()) {
            case "deleteAcls" -> other(Reversibility.IRREVERSIBLE, Kind.ACCESS, "deletes permissions");
            case "alterUserScramCredentials", "expireDelegationToken" ->
                other(Reversibility.IRREVERSIBLE, Kind.ACCESS, "replaces or ends credentials");
            case "unregisterBroker", "removeRaftVoter" ->
                other(Reversibility.IRREVERSIBLE, Kind.COMPUTE, "takes a broker out of the cluster");
            case "updateFeatures" ->
                other(
                        Reversibility.IRREVERSIBLE,
                        Kind.COMPUTE,
                        "changes the cluster's version, which need not go back");
            case "abortTransaction", "forceTerminateTransaction", "fenceProducers" ->
                other(Reversibility.IRREVERSIBLE, Kind.DATA, "ends the transactions of producers");
            case "createAcls", "createDelegationToken", "renewDelegationToken" ->
                other(Reversibility.REVERSIBLE, Kind.ACCESS, "gives permissions");
            case "createTopics", "createPartitions" ->
                other(Reversibility.REVERSIBLE, Kind.DATA, "makes topics or partitions");
            case "electLeaders",
                    "electPreferredLeaders",
                    "alterPartitionReassignments",
                    "alterReplicaLogDirs",
                    "alterClientQuotas",
                    "addRaftVoter",
                    "removeMembersFromConsumerGroup" ->
                unclean()
                        ? other(
                                Reversibility.IRREVERSIBLE,
                                Kind.DATA,
                                "may lose the messages that no other replica has")
                        : other(Reversibility.REVERSIBLE, Kind.COMPUTE, "changes how the cluster runs");
            default ->
                KafkaReads.isRead(command.name())
                        ? other(Reversibility.READ_ONLY, Kind.DATA, "reads")
                        : other(Reversibility.UNKNOWN, Kind.DATA, "what this call does is not known");
        };
    }

    private boolean unclean() {
        return "UNCLEAN".equals(command.arguments().get("election"));
    }

    private Effect other(Reversibility reversibility, Kind kind, String reason) {
        Object names = command.arguments().get("names");
        String id = names instanceof List<?> list && list.size() == 1 ? String.valueOf(list.get(0)) : null;
        return start("cluster", id)
                .kind(kind)
                .reach(reversibility == Reversibility.READ_ONLY ? Reach.ONE : Reach.ALL)
                .reversibility(reversibility, reason)
                .build();
    }

    private Effect.Builder start(String type, @Nullable String id) {
        return Effect.of("kafka:" + command.name(), new Evidence("call", command.name()))
                .resource("kafka:" + type, id);
    }
}
