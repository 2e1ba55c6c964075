package dev.agentguard.effect.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the name of a function or procedure says that it does. */
enum NameWords {
    READS,
    WRITES,
    DESTROYS,
    SAYS_NOTHING;

    private static final Set<String> READ_WORDS =
            Words.set("get is has can check count list find fetch show calc calculate to from last first read"
                    + " select search lookup describe compute estimate max min sum avg array json jsonb map object"
                    + " regexp string str date time timestamp st xml xpath bit text num format parse try hash row"
                    + " range multirange percent approx hll geo quote pg");

    private static final Set<String> DESTROY_WORDS =
            Words.set("delete del remove drop purge truncate destroy wipe erase clear reset kill terminate expire"
                    + " prune cleanup clean flush revoke unlink rm expunge discard evict shred nuke uninstall"
                    + " deregister rotate cancel abort overwrite archive");

    private static final Set<String> WRITE_WORDS =
            Words.set("create insert update upsert add set save write merge move copy grant assign send notify"
                    + " publish execute exec run process apply sync import refund pay charge transfer enqueue"
                    + " dequeue register activate deactivate enable disable approve migrate restore rename alter put"
                    + " post schedule unschedule rebuild refresh start stop call invoke do perform submit disconnect"
                    + " modify change replace lock log increment decrement init initialize load unload export make");

    static NameWords of(String name) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return SAYS_NOTHING;
        }
        String first = words.get(0);
        if (READ_WORDS.contains(first) && !(first.equals("pg") && words.size() > 1)) {
            return READS;
        }
        for (String word : words) {
            if (DESTROY_WORDS.contains(word)) {
                return DESTROYS;
            }
        }
        boolean prefixed = words.size() > 1 && first.length() <= 3;
        return WRITE_WORDS.contains(first) || (prefixed && WRITE_WORDS.contains(words.get(1))) ? WRITES : SAYS_NOTHING;
    }

    /** What any word of a name says: for names that a vendor has given. */
    static NameWords anywhere(String name) {
        NameWords most = SAYS_NOTHING;
        for (String word : words(name)) {
            if (DESTROY_WORDS.contains(word)) {
                return DESTROYS;
            }
            if (WRITE_WORDS.contains(word)) {
                most = WRITES;
            } else if (most == SAYS_NOTHING && (READ_WORDS.contains(word) || word.equals("help"))) {
                most = READS;
            }
        }
        return most;
    }

    /** Cut at what is no letter and at capitals inside. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length() && i < 128; i++) {
            char c = name.charAt(i);
            boolean capital = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((!Character.isLetter(c) || capital) && word.length() > 0) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (Character.isLetter(c)) {
                word.append(c);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
