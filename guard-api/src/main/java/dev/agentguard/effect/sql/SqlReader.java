package dev.agentguard.effect.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what SQL text does: an effect for every table and object that a statement of it changes, and one for each query.
 * Where the dialect is not known, or leaves open how a text is to be understood, every plausible reading is made and the
 * worst counts. Nothing is executed. Immutable but for a bounded cache of what was read before, and safe for use by many
 * threads.
 *
 * <p>Looked at are texts of {@link Limits#bodyBytes} characters, six times {@link Limits#tokens} tokens over all readings
 * of one, {@link Limits#depth} levels and 500 texts that other texts run; effects beyond {@link Limits#operations} are
 * read but only the worst of them is returned. What is beyond is {@code UNKNOWN} or worse.
 */
public final class SqlReader implements EffectReader<SqlCall> {

    /** Characters of all texts in the cache. */
    private static final int CACHED = 4 << 20;

    /** The longest text that is kept. */
    private static final int LONGEST_CACHED = 64 << 10;

    /** Tokens of SQL are smaller than those of GraphQL: a row of values is a few. All readings of a text share them. */
    private static final int TOKENS_PER_TOKEN = 6;

    /** What lies in a schema and may be called by its name. */
    private static final Set<String> QUALIFIED = Set.of("sql:table", "sql:view", "sql:index", "sql:sequence");

    private record Key(String sql, SqlDialect dialect, String where) {}

    private final Limits limits;
    private final Cache<Key, List<Effect>> read;

    /**
     * Creates a reader.
     *
     * @param limits how much of a text is looked at
     */
    public SqlReader(Limits limits) {
        this.limits = limits;
        this.read = Caffeine.newBuilder()
                .maximumWeight(CACHED)
                .weigher((Key key, List<Effect> effects) -> 200 + key.sql.length() + 500 * effects.size())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public List<Effect> read(SqlCall call) {
        List<Effect> effects = read(call, "sql");
        Database database = call.database();
        if (database == null) {
            return effects;
        }
        return effects.stream()
                .map(effect -> in(named(effect, call.dialect(), database), database))
                .toList();
    }

    /** What a name says of its schema and database, which need not be those that the connection is in. */
    private static Effect named(Effect effect, SqlDialect dialect, Database connected) {
        String id = effect.resource().id();
        String type = effect.resource().type();
        if (id == null) {
            return effect;
        }
        List<Place> places = new ArrayList<>(effect.places());
        if (type.equals("sql:database") || type.equals("sql:schema")) {
            boolean schema = type.equals("sql:schema") && dialect != SqlDialect.MYSQL;
            places.add(new Place(schema ? Place.DATABASE_SCHEMA : Place.DATABASE_NAME, id));
        } else if (dialect != SqlDialect.MYSQL && QUALIFIED.contains(type)) {
            String[] parts = id.split("\\.", 5);
            add(places, Place.DATABASE_SCHEMA, parts.length > 1 ? parts[parts.length - 2] : "");
            String name = parts.length > 2 ? parts[parts.length - 3] : "";
            // folded to a case of the server's choice; H2 has a connection in one database, named by its file
            boolean same = name.equalsIgnoreCase(connected.name()) || dialect == SqlDialect.H2;
            add(places, Place.DATABASE_NAME, same ? "" : name);
        }
        return places.size() == effect.places().size()
                ? effect
                : effect.toBuilder().places(places).build();
    }

    /**
     * Returns an effect of SQL as one in a database.
     *
     * @param effect the effect
     * @param database the database that will run it
     * @return the same effect with the database as its place
     */
    public static Effect in(Effect effect, Database database) {
        List<Place> places = new ArrayList<>(effect.places());
        places.addAll(places(database));
        return effect.toBuilder().places(places).build();
    }

    private static List<Place> places(Database database) {
        List<Place> places = new ArrayList<>();
        if (database.unknown() != null) {
            places.add(new Place(Place.DATABASE_NAME, null));
        }
        add(places, Place.DATABASE_HOST, database.address());
        add(places, Place.DATABASE_SERVER, database.server());
        add(places, Place.DATABASE_NAME, database.name());
        add(places, Place.DATABASE_SCHEMA, database.schema());
        return places;
    }

    private static void add(List<Place> places, String type, String value) {
        if (!value.isEmpty()) {
            places.add(new Place(type, value));
        }
    }

    /**
     * Returns the effects of SQL text that stands inside of another action.
     *
     * @param call the text
     * @param where where it stands, for example {@code argument query}
     * @return its effects in the order of the text, at least one
     */
    public List<Effect> read(SqlCall call, String where) {
        if (call.sql().length() > LONGEST_CACHED) {
            return qualified(worst(call, where), call.dialect());
        }
        Key key = new Key(call.sql(), call.dialect(), where);
        List<Effect> known = read.getIfPresent(key);
        if (known == null) {
            known = qualified(worst(call, where), call.dialect());
            read.put(key, known);
        }
        return known;
    }

    /** In MySQL {@code other.t} is a table of another database than the connection's. */
    private static List<Effect> qualified(List<Effect> effects, SqlDialect dialect) {
        return dialect != SqlDialect.MYSQL
                ? effects
                : effects.stream().map(SqlReader::qualified).toList();
    }

    private static Effect qualified(Effect effect) {
        String id = effect.resource().id();
        int dot = id == null || !effect.resource().type().equals("sql:table") ? -1 : id.indexOf('.');
        if (id == null || dot < 1 || id.indexOf('.', dot + 1) > 0) {
            return effect;
        }
        List<Place> places = new ArrayList<>(effect.places());
        places.add(new Place(Place.DATABASE_NAME, id.substring(0, dot)));
        return effect.toBuilder().places(places).build();
    }

    private List<Effect> worst(SqlCall call, String where) {
        String sql = call.sql();
        if (sql.length() > limits.bodyBytes()) {
            return List.of(unknown(where, "longer than " + limits.bodyBytes() + " characters"));
        }
        List<Syntax> plausible = Syntax.plausible(call.dialect(), sql);
        List<Tokens> cut = new ArrayList<>(plausible.size());
        int tokensEach = limits.tokens() * TOKENS_PER_TOKEN / plausible.size();
        boolean allBroken = true;
        for (Syntax syntax : plausible) {
            Tokens tokens = Lexer.tokens(sql, syntax, tokensEach);
            cut.add(tokens);
            allBroken &= tokens.broken();
        }
        List<Effect> worst = List.of();
        for (int i = 0; i < cut.size(); i++) {
            Reading reading = Reading.of(cut.get(i), plausible.get(i), limits, where);
            reading.readAll(allBroken);
            List<Effect> effects = reading.result();
            if (worst.isEmpty() || isWorse(effects, worst)) {
                worst = effects;
            }
        }
        return worst.isEmpty() ? List.of(nothing(where)) : worst;
    }

    private static boolean isWorse(List<Effect> effects, List<Effect> than) {
        Reversibility most = most(effects);
        Reversibility other = most(than);
        return most != other && most.worse(other) == most;
    }

    private static Reversibility most(List<Effect> effects) {
        Reversibility most = Reversibility.READ_ONLY;
        for (Effect effect : effects) {
            most = most.worse(effect.reversibility());
        }
        return most;
    }

    private static Effect nothing(String where) {
        return Effect.of("sql:nothing", new Evidence(where, ""))
                .reversibility(Reversibility.READ_ONLY, "no statement")
                .build();
    }

    private static Effect unknown(String where, String reason) {
        return Effect.of("sql:unknown", new Evidence(where, ""))
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .build();
    }
}
