package app;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** An application that uses Kafka's admin client, by what its versions have in common. */
public final class KafkaApp extends RedisApp {

    private static final long PATIENCE = 20;

    private final AdminClient admin;

    private KafkaApp(String server) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", server);
        properties.put("request.timeout.ms", "5000");
        properties.put("default.api.timeout.ms", "10000");
        admin = AdminClient.create(properties);
    }

    /** With host and port of a broker. */
    public static void main(String[] arguments) throws Exception {
        new KafkaApp(arguments[0]).serve();
        System.exit(0);
    }

    @Override
    Object run(String mode, List<String> words) throws Exception {
        String name = words.isEmpty() ? "" : words.get(0);
        return switch (mode) {
            case "list" -> admin.listTopics().names().get(PATIENCE, TimeUnit.SECONDS);
            case "create" ->
                get(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                        .all());
            case "delete" -> delete(words).get(PATIENCE, TimeUnit.SECONDS);
            case "delete-later" -> {
                // on the client's own thread
                CompletableFuture<Object> later = new CompletableFuture<>();
                admin.listTopics().names().whenComplete((names, failure) -> {
                    try {
                        delete(words).whenComplete((done, refused) -> {
                            if (refused == null) {
                                later.complete("deleted");
                            } else {
                                later.completeExceptionally(refused);
                            }
                        });
                    } catch (Exception e) {
                        later.completeExceptionally(e);
                    }
                });
                yield later.get(PATIENCE, TimeUnit.SECONDS);
            }
            case "records" ->
                get(admin.deleteRecords(Map.of(
                                new TopicPartition(name, 0),
                                RecordsToDelete.beforeOffset(Long.parseLong(words.get(1)))))
                        .all());
            case "groups" -> get(admin.deleteConsumerGroups(words).all());
            case "setting" ->
                get(admin.incrementalAlterConfigs(Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, name),
                                List.of(new AlterConfigOp(
                                        new ConfigEntry(words.get(1), "1"), AlterConfigOp.OpType.SET))))
                        .all());
            default -> throw new IllegalArgumentException(mode);
        };
    }

    /** Its result has another type in other versions; the future itself does not. */
    @SuppressWarnings("unchecked")
    private KafkaFuture<Void> delete(List<String> topics) throws Exception {
        Object result =
                AdminClient.class.getMethod("deleteTopics", Collection.class).invoke(admin, topics);
        return (KafkaFuture<Void>) result.getClass().getMethod("all").invoke(result);
    }

    private static Object get(KafkaFuture<?> future) throws Exception {
        future.get(PATIENCE, TimeUnit.SECONDS);
        return "ok";
    }
}
