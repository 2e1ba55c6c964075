package dev.agentguard.yaml;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a YAML file as the build keeps it, so that what is shipped is not parsed at each start: the texts once each,
 * then the values in the file's order, with their positions.
 */
final class CompiledYaml {

    private static final int MARK = 0x67797431;

    private CompiledYaml() {}

    static void write(YamlNode root, OutputStream to) throws IOException {
        Map<String, Integer> texts = new LinkedHashMap<>();
        collect(root, texts);
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(MARK);
        out.writeInt(texts.size());
        for (String text : texts.keySet()) {
            out.writeUTF(text);
        }
        write(root, texts, out);
        out.flush();
    }

    private static void collect(YamlNode node, Map<String, Integer> texts) {
        texts.putIfAbsent(node.kind().name(), texts.size());
        texts.putIfAbsent(node.text(), texts.size());
        node.items().forEach(item -> collect(item, texts));
        node.entryMap().values().forEach(entry -> {
            collect(entry.key(), texts);
            collect(entry.value(), texts);
        });
    }

    private static void write(YamlNode node, Map<String, Integer> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.getOrDefault(node.kind().name(), 0));
        out.writeInt(node.line());
        out.writeInt(node.column());
        out.writeInt(texts.getOrDefault(node.text(), 0));
        out.writeInt(node.items().size());
        for (YamlNode item : node.items()) {
            write(item, texts, out);
        }
        out.writeInt(node.entryMap().size());
        for (YamlNode.Entry entry : node.entryMap().values()) {
            write(entry.key(), texts, out);
            write(entry.value(), texts, out);
        }
    }

    static YamlNode read(String file, InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        if (in.readInt() != MARK) {
            throw new IOException("`" + file + "` is of another version of the build");
        }
        String[] texts = new String[in.readInt()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readUTF();
        }
        return read(file, texts, in);
    }

    private static YamlNode read(String file, String[] texts, DataInputStream in) throws IOException {
        YamlNode.Kind kind = YamlNode.Kind.valueOf(texts[in.readInt()]);
        int line = in.readInt();
        int column = in.readInt();
        String text = texts[in.readInt()];
        int size = in.readInt();
        List<YamlNode> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(read(file, texts, in));
        }
        int pairs = in.readInt();
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(2 * pairs);
        for (int i = 0; i < pairs; i++) {
            YamlNode key = read(file, texts, in);
            entries.put(key.text(), new YamlNode.Entry(key, read(file, texts, in)));
        }
        return new YamlNode(file, line, column, kind, text, items, entries);
    }
}
