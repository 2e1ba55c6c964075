package dev.agentguard.javaagent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages of MongoDB, byte by byte (bsonspec.org/spec.html). */
class MongoWireTest {

    private static final int MESSAGE = 2013;

    @Test
    void command_isReadWithoutValues() {
        byte[] filter = document(text("name", "Ada"), number("age", 36));
        byte[] operation = document(nested(3, "q", filter), number("limit", 0));
        MongoWire.Command command = read(
                message(body(document(text("delete", "people"), text("$db", "shop"))), sequence("deletes", operation)));
        assertThat(command.name()).isEqualTo("delete");
        assertThat(command.database()).isEqualTo("shop");
        assertThat(command.arguments())
                .containsEntry("delete", "people")
                .containsEntry("deletes", List.of(Map.of("q", Map.of("name", "?", "age", "?"), "limit", 0)));
        assertThat(command.digest()).isNotNull();
    }

    @Test
    void operationsOfOneForm_countOnce_andTheDigestTellsThemApart() {
        MongoWire.Command one = read(deletes("a", "b"));
        MongoWire.Command other = read(deletes("a", "c"));
        assertThat((List<?>) one.arguments().get("deletes")).hasSize(1);
        assertThat(one.arguments()).isEqualTo(other.arguments());
        assertThat(one.digest())
                .isNotEqualTo(other.digest())
                .isEqualTo(read(deletes("a", "b")).digest());
    }

    @Test
    void whatDiffersBetweenTwoAttempts_isNotInTheDigest() {
        byte[] first = message(body(document(text("drop", "a"), number("txnNumber", 1), text("$db", "shop"))));
        byte[] again = message(body(document(text("drop", "a"), number("txnNumber", 2), text("$db", "shop"))));
        byte[] another = message(body(document(text("drop", "b"), number("txnNumber", 1), text("$db", "shop"))));
        assertThat(read(first).digest())
                .isEqualTo(read(again).digest())
                .isNotEqualTo(read(another).digest());
    }

    @Test
    void passwords_andDocuments_areNotKept() {
        byte[] user = message(body(document(text("createUser", "bob"), text("pwd", "s3cret"), text("$db", "admin"))));
        byte[] insert = message(
                body(document(text("insert", "people"), text("$db", "shop"))),
                sequence("documents", document(text("note", "s3cret"))));
        assertThat(read(user).arguments().toString()).contains("bob").doesNotContain("s3cret");
        assertThat(read(insert).arguments()).containsOnlyKeys("insert", "$db");
    }

    @Test
    void whereAPipelineWritesTo_isKept() {
        byte[] stages = document(
                nested(3, "0", document(nested(3, "$match", document(text("name", "Ada"))))),
                nested(3, "1", document(text("$out", "copies"))));
        MongoWire.Command command =
                read(message(body(document(text("aggregate", "people"), nested(4, "pipeline", stages)))));
        assertThat(command.arguments().get("pipeline"))
                .isEqualTo(List.of(Map.of("$match", Map.of("name", "?")), Map.of("$out", "copies")));
    }

    @Test
    void documentsThatAreCutOff_leaveTheCommandWhole_operationsDoNot() {
        byte[] insert = message(
                body(document(text("insert", "people"))),
                sequence("documents", document(text("note", "x".repeat(500)))));
        MongoWire.Command cut = Objects.requireNonNull(MongoWire.read(Arrays.copyOf(insert, 200), false));
        assertThat(cut.arguments()).containsOnlyKeys("insert");
        assertThat(cut.digest()).isNull();
        byte[] deletes = deletes("x".repeat(500));
        assertThat(Objects.requireNonNull(MongoWire.read(Arrays.copyOf(deletes, 200), false))
                        .arguments())
                .containsKey("…");
        assertThatThrownBy(() -> MongoWire.read(Arrays.copyOf(deletes, 200), true))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void hostileBytes_endTheReading() {
        Random random = new Random(7);
        byte[] good = deletes("a", "b");
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int n = 0; n < 4; n++) {
                bytes[16 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt();
            }
            try {
                MongoWire.read(bytes, random.nextBoolean());
            } catch (RuntimeException e) {
                // what cannot be read is refused
            }
        }
        assertThatThrownBy(() -> MongoWire.read(new byte[3], true)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> MongoWire.read(message(), true)).isInstanceOf(RuntimeException.class);
        byte[] deep = document(text("a", "b"));
        for (int i = 0; i < 200; i++) {
            deep = document(nested(3, "$and", deep));
        }
        assertThat(read(message(body(document(text("find", "a"), nested(3, "filter", deep)))))
                        .arguments())
                .containsKey("…");
    }

    private static MongoWire.Command read(byte[] message) {
        return Objects.requireNonNull(MongoWire.read(message, true));
    }

    private static byte[] deletes(String... names) {
        ByteArrayOutputStream operations = new ByteArrayOutputStream();
        for (String name : names) {
            operations.writeBytes(document(nested(3, "q", document(text("name", name))), number("limit", 1)));
        }
        return message(
                body(document(text("delete", "people"), text("$db", "shop"))),
                sequence("deletes", operations.toByteArray()));
    }

    private static byte[] message(byte[]... sections) {
        byte[] all = joined(sections);
        ByteBuffer message = buffer(20 + all.length);
        message.putInt(20 + all.length).putInt(1).putInt(0).putInt(MESSAGE).putInt(0);
        return message.put(all).array();
    }

    private static byte[] body(byte[] document) {
        return joined(new byte[] {0}, document);
    }

    private static byte[] sequence(String name, byte[] documents) {
        byte[] key = key(name);
        int size = 4 + key.length + documents.length;
        return joined(new byte[] {1}, buffer(4).putInt(size).array(), key, documents);
    }

    private static byte[] document(byte[]... elements) {
        byte[] all = joined(elements);
        return joined(buffer(4).putInt(all.length + 5).array(), all, new byte[] {0});
    }

    private static byte[] text(String name, String value) {
        byte[] text = key(value);
        return joined(new byte[] {2}, key(name), buffer(4).putInt(text.length).array(), text);
    }

    private static byte[] number(String name, int value) {
        return joined(new byte[] {16}, key(name), buffer(4).putInt(value).array());
    }

    private static byte[] nested(int type, String name, byte[] document) {
        return joined(new byte[] {(byte) type}, key(name), document);
    }

    private static byte[] key(String text) {
        return joined(text.getBytes(StandardCharsets.UTF_8), new byte[] {0});
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
