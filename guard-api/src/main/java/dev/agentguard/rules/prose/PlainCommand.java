package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Command lines that stand in a sentence without back-ticks: "git push", "rm -rf prisma/migrations". */
final class PlainCommand {

    private static final int MOST_WORDS = 12;

    private static final Set<String> STOPS = Set.of(
            "or",
            "and",
            "unless",
            "without",
            "to",
            "in",
            "on",
            "command",
            "commands",
            "for",
            "with",
            "from",
            "if",
            "when",
            "that",
            "which",
            "as",
            "is",
            "are",
            "operation",
            "operations",
            "cli",
            "against",
            "before",
            "until",
            "automatically",
            "directly",
            "ever",
            "yourself",
            "manually",
            "even",
            "into",
            "by",
            "at",
            "via",
            "but",
            "not",
            "anything",
            "any",
            "the",
            "a",
            "an",
            "all",
            "config",
            "history",
            "state",
            "hooks",
            "hook",
            "repository",
            "repo",
            "branch",
            "branches",
            "remote",
            "files",
            "file",
            "changes",
            "secrets",
            "credentials",
            "workflow",
            "workflows");

    private PlainCommand() {}

    /** Returns the command line that starts here, or null. */
    static @Nullable String at(List<Token> region, int start, Examples examples) {
        Token first = region.get(start);
        if (!first.isWord() || !Programs.isOne(first.word())) {
            return null;
        }
        StringBuilder line = new StringBuilder(first.word());
        int words = 1;
        boolean options = false;
        for (int i = start + 1; i < region.size() && words < MOST_WORDS; i++) {
            Token token = region.get(i);
            String text = token.text();
            boolean joined = token.before().isEmpty() || token.before().equals("-");
            if (joined && (token.isWord() || "/.*:~@".contains(text)) && !token.isCode()) {
                boolean spaced = text.equals("/")
                        && i + 1 < region.size()
                        && !region.get(i + 1).before().isEmpty();
                if (spaced) {
                    break;
                }
                line.append(token.before()).append(text);
            } else if (token.type() == Token.Type.PLACEHOLDER || (token.isWord() && text.startsWith("-"))) {
                options = true;
                line.append(' ').append(text);
            } else if (token.isCode() && Paths.isOne(text)) {
                options = true;
                line.append(' ').append(text);
            } else if (token.isWord() && isWord(token, line.toString(), words, options, examples)) {
                line.append(' ').append(text);
                words++;
            } else {
                break;
            }
        }
        String text = line.toString().strip();
        boolean bare = text.indexOf(' ') < 0;
        boolean tool = start + 1 < region.size() && (Tools.isAct(word(region, start + 1)) || NAMES.contains(text));
        return bare && tool ? null : text;
    }

    /** A subcommand, or behind one or an option whatever is no word of the sentence. */
    private static boolean isWord(Token token, String line, int words, boolean options, Examples examples) {
        String word = token.word();
        if (ALWAYS_STOP.contains(word)) {
            return false;
        }
        boolean sub = words <= 2 && !options && examples.subcommands().isKnown(line, word);
        if (sub) {
            return true;
        }
        boolean last = words == 1 && !options && Subcommands.opens(line, word);
        return last
                || (!STOPS.contains(word)
                        && (options || !Programs.isOne(word))
                        && (words > 1 || options)
                        && !Tools.isAct(word));
    }

    private static final Set<String> ALWAYS_STOP = Set.of(
            "outside",
            "inside",
            "of",
            "under",
            "config",
            "history",
            "hooks",
            "hook",
            "state",
            "or",
            "and",
            "commands",
            "command",
            "operations",
            "unless",
            "without",
            "to",
            "in",
            "on");

    /** Names that are also those of what the programs belong to. */
    private static final Set<String> NAMES = Set.of(
            "git",
            "npm",
            "docker",
            "aws",
            "terraform",
            "yarn",
            "rails",
            "gcloud",
            "helm",
            "cargo",
            "supabase",
            "vercel",
            "firebase",
            "railway",
            "heroku",
            "netlify",
            "truncate",
            "vault",
            "consul",
            "nomad",
            "prisma",
            "bundle",
            "rake",
            "brew",
            "poetry",
            "bun",
            "pip",
            "gh",
            "alembic",
            "uv",
            "az");

    /** Returns how many tokens the line takes. */
    static int length(List<Token> region, int start, String line) {
        int characters = 0;
        String wanted = line.replace(" ", "");
        int i = start;
        for (; i < region.size() && characters < wanted.length(); i++) {
            characters += (i > start && region.get(i).before().equals("-") ? 1 : 0)
                    + region.get(i).text().length();
        }
        return Math.max(1, i - start);
    }

    /** "git stash drop / clear": the same with another last word. */
    static List<String> alternatives(List<Token> region, int after, String line) {
        List<String> all = new ArrayList<>();
        int last = line.lastIndexOf(' ');
        for (int i = after;
                last > 0
                        && i + 1 < region.size()
                        && region.get(i).is("/")
                        && !region.get(i).before().isEmpty();
                i += 2) {
            Token word = region.get(i + 1);
            if (!word.isWord() || Programs.isOne(word.word())) {
                break;
            }
            all.add(line.substring(0, last + 1) + word.text());
        }
        return all;
    }

    private static String word(List<Token> region, int at) {
        return region.get(at).isWord() ? region.get(at).word() : "";
    }
}
