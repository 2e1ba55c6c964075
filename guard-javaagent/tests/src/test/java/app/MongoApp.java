package app;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** An application that uses MongoDB's driver, blocking and reactive, on one connection each. */
public final class MongoApp extends RedisApp {

    private final MongoClient client;
    private final com.mongodb.reactivestreams.client.MongoClient reactive;
    private final MongoDatabase database;
    private final MongoCollection<Document> orders;

    private MongoApp(String url) {
        client = MongoClients.create(url);
        reactive = com.mongodb.reactivestreams.client.MongoClients.create(url);
        database = client.getDatabase("shop");
        orders = database.getCollection("orders");
    }

    /** With the URL of a server. */
    public static void main(String[] arguments) throws Exception {
        new MongoApp(arguments[0]).serve();
        System.exit(0);
    }

    @Override
    Object run(String mode, List<String> words) throws Exception {
        var other = reactive.getDatabase("shop").getCollection("orders");
        return switch (mode) {
            case "insert" -> {
                orders.insertOne(new Document("_id", words.get(0)).append("amount", 1));
                yield "inserted";
            }
            case "insert-many" -> {
                List<Document> many = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    many.add(new Document("many", i).append("text", "x".repeat(6_000)));
                }
                orders.insertMany(many);
                yield "inserted";
            }
            case "count" -> orders.countDocuments();
            case "delete" -> orders.deleteOne(Filters.eq("_id", words.get(0))).getDeletedCount();
            case "delete-many" -> orders.deleteMany(Filters.exists("many")).getDeletedCount();
            case "update" ->
                orders.updateOne(Filters.eq("_id", words.get(0)), Updates.set("amount", 2))
                        .getModifiedCount();
            case "sum" -> {
                Document sum = orders.aggregate(
                                List.of(Document.parse("{$group: {_id: null, sum: {$sum: '$amount'}}}")))
                        .first();
                yield sum == null ? null : sum.get("sum");
            }
            case "delete-all" -> orders.deleteMany(new Document()).getDeletedCount();
            case "delete-every-id" ->
                orders.deleteMany(Document.parse("{_id: {$exists: true}}")).getDeletedCount();
            case "update-all" ->
                orders.updateMany(new Document(), Updates.set("amount", 0)).getModifiedCount();
            case "bulk" ->
                orders.bulkWrite(List.of(
                                new InsertOneModel<>(new Document("_id", "bulk")),
                                new DeleteManyModel<>(new Document())))
                        .getDeletedCount();
            case "bulk-good" ->
                orders.bulkWrite(List.of(
                                new InsertOneModel<>(new Document("_id", "good")),
                                new DeleteOneModel<>(new Document("_id", "good"))))
                        .getDeletedCount();
            case "drop" -> {
                orders.drop();
                yield "dropped";
            }
            case "drop-database" -> {
                database.drop();
                yield "dropped";
            }
            case "drop-indexes" -> {
                orders.dropIndexes();
                yield "dropped";
            }
            case "out" -> {
                orders.aggregate(List.of(Document.parse("{$match: {}}"), Document.parse("{$out: 'other'}")))
                        .toCollection();
                yield "written";
            }
            case "command" -> database.runCommand(Document.parse(String.join(" ", words)));
            case "reactive-insert" -> last(other.insertOne(new Document("_id", words.get(0)))) != null;
            case "reactive-delete" -> last(other.deleteOne(Filters.eq("_id", words.get(0)))) != null;
            case "reactive-drop" -> last(other.drop());
            case "reactive-delete-all" -> last(other.deleteMany(new Document()));
            case "reactive-count" -> last(other.countDocuments());
            default -> throw new IllegalArgumentException(mode);
        };
    }

    private static <T> Object last(Publisher<T> publisher) throws Exception {
        CompletableFuture<Object> result = new CompletableFuture<>();
        publisher.subscribe(new Subscriber<T>() {
            private Object last;

            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(T value) {
                last = value;
            }

            @Override
            public void onError(Throwable failure) {
                result.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                result.complete(last);
            }
        });
        return result.get(20, TimeUnit.SECONDS);
    }
}
