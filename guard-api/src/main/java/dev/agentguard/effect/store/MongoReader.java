package dev.agentguard.effect.store;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one command of MongoDB, a document whose values are left out. Not safe for use by threads. */
final class MongoReader {

    /** Stand for BSON's own least and greatest value, which no data is. */
    static final String LEAST = "$minKey";

    static final String GREATEST = "$maxKey";

    private static final String REMOVES = "removes documents";

    private final StoreCommand command;
    private final Map<String, @Nullable Object> document;
    private final List<Effect> effects = new ArrayList<>();

    MongoReader(StoreCommand command) {
        this.command = command;
        this.document = command.arguments();
    }

    List<Effect> effects() {
        switch (command.name()) {
            case "delete" -> each("deletes", this::delete);
            case "update" -> each("updates", this::update);
            case "findAndModify", "findandmodify" -> findAndModify();
            case "bulkWrite" -> bulk();
            case "aggregate" -> aggregate(document.get("pipeline"));
            case "mapReduce", "mapreduce" -> mapReduce();
            case "renameCollection" -> rename();
            case "createIndexes" -> indexes();
            case "collMod" -> modify();
            case "applyOps", "eval", "$eval", "doTxn" -> unknown("runs what is not read");
            default -> named();
        }
        if (command.isCut()) {
            unknown("the command is over the bounds, and a part of it was not read");
        }
        return effects;
    }

    private void named() {
        MongoTable.Known known = MongoTable.of(command.name());
        boolean all = known.reversibility() == Reversibility.IRREVERSIBLE && known.kind() == Kind.DATA;
        String id = switch (known.type()) {
            case "collection" -> collection();
            case "index" -> collection() + (document.get("index") instanceof String index ? "." + index : "");
            case "database" -> command.database();
            default -> document.get(command.name()) instanceof String name ? name : null;
        };
        effects.add(start(known.type(), id)
                .kind(known.kind())
                .reach(all ? Reach.ALL : Reach.ONE)
                .reversibility(known.reversibility(), known.reason())
                .build());
    }

    /** Does something with each of the operations that a command holds. */
    private void each(String argument, Consumer<Map<?, ?>> act) {
        if (!(document.get(argument) instanceof List<?> operations) || operations.isEmpty()) {
            unknown("`" + argument + "` of the command cannot be read");
            return;
        }
        for (Object operation : operations) {
            act.accept(operation instanceof Map<?, ?> map ? map : Map.of());
        }
    }

    private void delete(Map<?, ?> operation) {
        // everything but an explicit 1 takes all that fit
        boolean one = operation.get("limit") instanceof Number limit && limit.doubleValue() == 1;
        deletes(collection(), operation.get("q"), one);
    }

    private void deletes(@Nullable String collection, @Nullable Object filter, boolean one) {
        Reach reach = one ? Reach.ONE : MongoFilter.takesAll(filter) ? Reach.ALL : Reach.MANY;
        add(start("collection", collection)
                .reach(reach)
                .reversibility(Reversibility.IRREVERSIBLE, reach == Reach.ALL ? "removes every document" : REMOVES)
                .build());
    }

    private void update(Map<?, ?> operation) {
        updates(collection(), operation.get("q"), Boolean.TRUE.equals(operation.get("multi")));
    }

    private void updates(@Nullable String collection, @Nullable Object filter, boolean many) {
        boolean all = many && MongoFilter.takesAll(filter);
        add(start("collection", collection)
                .reach(all ? Reach.ALL : many ? Reach.MANY : Reach.ONE)
                .reversibility(
                        all ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        all ? "overwrites fields of every document" : "changes documents")
                .build());
    }

    private void findAndModify() {
        if (isTrue(document.get("remove"))) {
            deletes(collection(), document.get("query"), true);
        } else {
            updates(collection(), document.get("query"), false);
        }
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || (value instanceof Number number && number.doubleValue() != 0);
    }

    /** The operations name their collection by its number in a list (8.0). */
    private void bulk() {
        List<?> namespaces = document.get("nsInfo") instanceof List<?> list ? list : List.of();
        each("ops", operation -> {
            Object number = operation.containsKey("delete")
                    ? operation.get("delete")
                    : operation.containsKey("update") ? operation.get("update") : operation.get("insert");
            Object namespace = number instanceof Number index
                            && index.intValue() >= 0
                            && index.intValue() < namespaces.size()
                            && namespaces.get(index.intValue()) instanceof Map<?, ?> info
                    ? info.get("ns")
                    : null;
            String collection = namespace instanceof String text ? text : null;
            boolean many = Boolean.TRUE.equals(operation.get("multi"));
            if (operation.containsKey("delete")) {
                deletes(collection, operation.get("filter"), !many);
            } else if (operation.containsKey("update")) {
                updates(collection, operation.get("filter"), many);
            } else if (operation.containsKey("insert")) {
                add(start("collection", collection)
                        .reversibility(Reversibility.REVERSIBLE, "adds documents")
                        .build());
            } else {
                unknown("an operation of the command is not known");
            }
        });
    }

    private void aggregate(@Nullable Object pipeline) {
        if (!(pipeline instanceof List<?> stages)) {
            unknown("`pipeline` of the command cannot be read");
            return;
        }
        for (Object stage : stages) {
            if (stage instanceof Map<?, ?> map && map.containsKey("$out")) {
                target(
                        map.get("$out"),
                        Reach.ALL,
                        Reversibility.IRREVERSIBLE,
                        "replaces every document of a collection");
            } else if (stage instanceof Map<?, ?> map && map.containsKey("$merge")) {
                merge(map.get("$merge"));
            } else if (!(stage instanceof Map<?, ?>)) {
                unknown("a stage of the pipeline cannot be read");
            }
        }
        if (effects.isEmpty()) {
            add(start("collection", collection())
                    .reversibility(Reversibility.READ_ONLY, "reads")
                    .build());
        }
    }

    private void merge(@Nullable Object merge) {
        Object into = merge instanceof Map<?, ?> map ? map.get("into") : merge;
        Object matched = merge instanceof Map<?, ?> map ? map.get("whenMatched") : null;
        boolean adds = "keepExisting".equals(matched) || "fail".equals(matched);
        target(
                into,
                Reach.MANY,
                adds ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                adds ? "adds documents" : "overwrites the documents of a collection that fit");
    }

    /** Adds an effect on the collection, perhaps of another database, that a command writes its result to. */
    private void target(@Nullable Object target, Reach reach, Reversibility reversibility, String reason) {
        String database = command.database();
        Object collection = target;
        if (target instanceof Map<?, ?> map) {
            collection = map.get("coll") == null ? map.get("replace") : map.get("coll");
            database = map.get("db") instanceof String other ? other : database;
        }
        Effect.Builder effect = start("collection", collection instanceof String name ? in(database, name) : null)
                .reach(reach)
                .reversibility(reversibility, reason);
        if (database != null && !database.equals(command.database())) {
            effect.places(List.of(new Place(Place.DATABASE_NAME, database)));
        }
        add(effect.build());
    }

    private void mapReduce() {
        Object out = document.get("out");
        if (out instanceof Map<?, ?> map && map.containsKey("inline")) {
            add(start("collection", collection())
                    .reversibility(Reversibility.READ_ONLY, "reads")
                    .build());
            return;
        }
        if (out instanceof Map<?, ?> map && (map.containsKey("merge") || map.containsKey("reduce"))) {
            target(
                    map.containsKey("merge") ? map.get("merge") : map.get("reduce"),
                    Reach.MANY,
                    Reversibility.IRREVERSIBLE,
                    "overwrites the documents of a collection that fit");
        } else {
            target(out, Reach.ALL, Reversibility.IRREVERSIBLE, "replaces every document of a collection");
        }
    }

    private void rename() {
        String from = document.get(command.name()) instanceof String name ? name : null;
        String to = document.get("to") instanceof String name ? name : null;
        if (isTrue(document.get("dropTarget"))) {
            target(to, "drops the collection that has the new name");
        }
        target(from, null);
    }

    /** A collection with its database in front, which need not be the one that the command is sent to. */
    private void target(@Nullable String namespace, @Nullable String dropped) {
        int dot = namespace == null ? -1 : namespace.indexOf('.');
        Effect.Builder effect = start("collection", namespace)
                .reach(dropped == null ? Reach.ONE : Reach.ALL)
                .reversibility(
                        dropped == null ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                        dropped == null ? "gives a collection another name" : dropped);
        if (namespace != null && dot > 0) {
            effect.places(List.of(new Place(Place.DATABASE_NAME, namespace.substring(0, dot))));
        }
        add(effect.build());
    }

    /** An index with a time to live deletes what is older, at once and from then on. */
    private void indexes() {
        boolean expires = document.get("indexes") instanceof List<?> list
                && list.stream().anyMatch(one -> one instanceof Map<?, ?> map && map.containsKey("expireAfterSeconds"));
        add(start("collection", collection())
                .reach(expires ? Reach.MANY : Reach.ONE)
                .reversibility(
                        expires ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        expires ? "has documents deleted once they are old" : "makes indexes")
                .build());
    }

    private void modify() {
        boolean expires = document.containsKey("expireAfterSeconds")
                || document.containsKey("cappedSize")
                || document.containsKey("cappedMax")
                || (document.get("index") instanceof Map<?, ?> index && index.containsKey("expireAfterSeconds"));
        add(start("collection", collection())
                .reach(expires ? Reach.ALL : Reach.ONE)
                .reversibility(
                        expires ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        expires
                                ? "has documents deleted that are old or do not fit in"
                                : "changes how a collection is kept")
                .build());
    }

    private void unknown(String reason) {
        effects.add(start("database", command.database())
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .build());
    }

    /** A thousand operations of a batch that do the same are one effect, of the widest reach. */
    private void add(Effect effect) {
        for (int i = 0; i < effects.size(); i++) {
            Effect other = effects.get(i);
            if (other.resource().equals(effect.resource())
                    && other.reversibility() == effect.reversibility()
                    && other.places().equals(effect.places())) {
                boolean wider = effect.reach().compareTo(other.reach()) > 0;
                boolean both = effect.reach() == Reach.ONE && other.reach() == Reach.ONE;
                effects.set(i, both ? effect.toBuilder().reach(Reach.MANY).build() : wider ? effect : other);
                return;
            }
        }
        effects.add(effect);
    }

    private Effect.Builder start(String type, @Nullable String id) {
        return Effect.of("mongo:" + command.name(), new Evidence("command", command.name()))
                .resource("mongo:" + type, id);
    }

    private @Nullable String collection() {
        return document.get(command.name()) instanceof String name ? in(command.database(), name) : null;
    }

    private static String in(@Nullable String database, String collection) {
        return database == null ? collection : database + "." + collection;
    }
}
