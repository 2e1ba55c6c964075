package dev.agentguard.javaagent.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message of MongoDB's wire protocol (mongodb.com/docs/manual/reference/mongodb-wire-protocol): the form of its
 * command without values, and a digest of what it says. What cannot be read is an exception, so that it is refused.
 */
final class MongoWire {

    private static final int HEAD = 16;
    private static final int QUERY = 2004;
    private static final int INSERT = 2002;
    private static final int GET_MORE = 2005;
    private static final int KILL_CURSORS = 2007;
    private static final int COMPRESSED = 2012;
    private static final int MESSAGE = 2013;
    private static final int CHECKSUM_PRESENT = 1;

    /** The argument that is there if parts are missing. */
    private static final String CUT = "…";

    /** What two attempts at the same thing differ in. */
    private static final Set<String> DIFFERS = Set.of(
            "lsid", "$clusterTime", "txnNumber", "maxTimeMS", "startTransaction", "autocommit", "$readPreference");

    private final ByteBuffer in;
    private final boolean whole;
    private final MessageDigest digest;
    private final Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    private boolean cut;

    /**
     * A command.
     *
     * @param database the database that it is sent to, or null if it names none
     * @param name its name
     * @param arguments its form, without values
     * @param digest a digest of what it says, or null if that was not seen whole
     */
    record Command(
            @Nullable String database,
            String name,
            Map<String, @Nullable Object> arguments,
            @Nullable String digest) {}

    private MongoWire(ByteBuffer in, boolean whole) {
        this.in = in;
        this.whole = whole;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    /**
     * Reads a message.
     *
     * @param bytes its first bytes
     * @param whole whether these are all
     * @return the command in it, or null if there is none: it asks for more of an answer, or was read before it was
     *     compressed
     */
    static @Nullable Command read(byte[] bytes, boolean whole) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int code = in.getInt(HEAD - Integer.BYTES);
        in.position(HEAD);
        MongoWire reading = new MongoWire(in, whole);
        return switch (code) {
            case COMPRESSED, GET_MORE, KILL_CURSORS -> null;
            case MESSAGE -> reading.message();
            case QUERY -> reading.query();
            case INSERT -> new Command(null, "insert", Map.of(), null);
            default -> new Command(null, "message " + code, Map.of(), null);
        };
    }

    private @Nullable Command message() {
        int flags = in.getInt();
        int end = in.limit() - ((flags & CHECKSUM_PRESENT) != 0 && whole ? Integer.BYTES : 0);
        while (in.position() < end) {
            if (in.get() == 0) {
                document();
            } else {
                sequence();
            }
        }
        return command(arguments.get("$db") instanceof String database ? database : null);
    }

    /** The command itself; it may stand behind the sequences of documents that belong to it. */
    private void document() {
        BsonForm form = new BsonForm(in, whole);
        int start = in.position();
        form.command((name, from, to) -> {
            if (!DIFFERS.contains(name)) {
                digests(from, to);
            }
        });
        Map<String, @Nullable Object> sequences = new LinkedHashMap<>(arguments);
        arguments.clear();
        arguments.putAll(form.result());
        sequences.forEach(arguments::putIfAbsent);
        cut |= form.isCut() || in.position() == start;
    }

    private void digests(int from, int to) {
        digest.update(in.slice(from, to - from));
    }

    private void sequence() {
        int start = in.position();
        int size = in.getInt();
        String name = BsonForm.name(in);
        int end = start + size;
        if (size < Integer.BYTES || (end > in.limit() && whole)) {
            throw new IllegalArgumentException("a sequence of documents is broken");
        }
        digests(start, Math.min(end, in.limit()));
        if (name.equals("documents")) {
            // what is added is data
            in.position(Math.min(end, in.limit()));
            return;
        }
        BsonForm form = new BsonForm(in, whole);
        arguments.put(name, form.operations(Math.min(end, in.limit())));
        cut |= form.isCut() || end > in.limit();
        in.position(Math.min(end, in.limit()));
    }

    /** Commands of a server that is only just being got to know, and those of old ones. */
    private @Nullable Command query() {
        in.getInt();
        String collection = BsonForm.name(in);
        in.getInt();
        in.getInt();
        int dot = collection.indexOf('.');
        String database = dot < 0 ? null : collection.substring(0, dot);
        if (!collection.endsWith(".$cmd")) {
            return null; // a query of old, which reads
        }
        document();
        if (arguments.get("$query") instanceof Map<?, ?> inner) {
            arguments.clear();
            inner.forEach((name, value) -> arguments.put(String.valueOf(name), value));
        }
        return command(database);
    }

    private @Nullable Command command(@Nullable String database) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a message without a command");
        }
        String name = arguments.keySet().iterator().next();
        if (cut) {
            arguments.put(CUT, true);
        }
        return new Command(
                database, name, arguments, whole && !cut ? HexFormat.of().formatHex(digest.digest()) : null);
    }
}
