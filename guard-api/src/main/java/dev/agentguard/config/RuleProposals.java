package dev.agentguard.config;

import dev.agentguard.rules.Line;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model proposed as the meaning of sentences that are advice by themselves, in a file for review. Nothing reads it
 * but the command by which a human accepts one. Immutable.
 *
 * @param proposals what may be accepted, by its number from 1 on
 * @param dropped what may not
 */
public record RuleProposals(List<Proposal> proposals, List<Dropped> dropped) {

    /** The name of the file, beside {@link RuleLock#FILE}. */
    public static final String FILE = "guard-rules.proposals";

    private static final int MOST = 500;
    private static final String HEAD = """
            # what a model proposes for sentences that are advice by themselves; nothing of it is enforced.
            # A human accepts by number: java -jar guard.jar rules accept 1
            guard-proposals: 1
            """;

    /** Copies the lists. */
    public RuleProposals {
        proposals = List.copyOf(proposals);
        dropped = List.copyOf(dropped);
    }

    /**
     * A proposal that was tried out.
     *
     * @param source file and line of the sentence
     * @param says the sentence
     * @param rule the rule in YAML
     * @param stops actions that it was seen to stop
     */
    public record Proposal(String source, String says, String rule, List<String> stops) {

        /** Copies the list. */
        public Proposal {
            stops = List.copyOf(stops);
        }
    }

    /**
     * A sentence without a proposal.
     *
     * @param source file and line of the sentence
     * @param says the sentence
     * @param because why there is none
     */
    public record Dropped(String source, String says, String because) {

        /** Shortens the reason. */
        public Dropped {
            because = Line.of(because);
        }
    }

    /**
     * Reads the proposals.
     *
     * @param file the file
     * @return the proposals
     * @throws ConfigException if there is no such file, or it holds none; the message names file and line
     */
    public static RuleProposals read(Path file) {
        byte[] content = BoundedFiles.read(file);
        if (content == null) {
            throw new ConfigException("there is no `" + file + "`; `rules suggest` writes it");
        }
        try {
            YamlNode root = YamlNode.read(FILE, content).map("guard-proposals", "proposals", "dropped");
            if (root.require("guard-proposals").integer() != 1) {
                throw root.require("guard-proposals").expected("version `1`");
            }
            List<YamlNode> nodes = root.require("proposals").list();
            if (nodes.size() > MOST) {
                throw root.require("proposals").error("expected at most " + MOST + " proposals");
            }
            return new RuleProposals(nodes.stream().map(RuleProposals::proposal).toList(), List.of());
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static Proposal proposal(YamlNode node) {
        node.map("number", "source", "says", "rule", "stops");
        return new Proposal(
                node.require("source").string(),
                node.require("says").string(),
                node.require("rule").string(),
                node.require("stops").list().stream().map(YamlNode::string).toList());
    }

    /**
     * Writes the proposals; a file that is there is replaced at once.
     *
     * @param file the file
     * @throws ConfigException if it cannot be written
     */
    public void write(Path file) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (Proposal proposal : proposals) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("number", listed.size() + 1);
            map.put("source", proposal.source());
            map.put("says", proposal.says());
            map.put("rule", proposal.rule());
            map.put("stops", proposal.stops());
            listed.add(map);
        }
        List<Map<String, Object>> left = new ArrayList<>();
        for (Dropped each : dropped) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("source", each.source());
            map.put("says", each.says());
            map.put("because", each.because());
            left.add(map);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("proposals", listed);
        root.put("dropped", left);
        Path target = file.toAbsolutePath();
        try {
            Path fresh = Files.createTempFile(target.getParent(), FILE, ".new");
            Files.write(fresh, (HEAD + RuleLock.dump(root)).getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ConfigException("`" + file + "` cannot be written: " + e.getMessage());
        }
    }
}
