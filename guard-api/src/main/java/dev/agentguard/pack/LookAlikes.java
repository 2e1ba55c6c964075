package dev.agentguard.pack;

import java.text.Normalizer;

/** Folds names that only look like other names: letters of other scripts and of full width, marks without width. */
final class LookAlikes {

    private static final String OTHER = "аеорсухіјѕԁһӏԛԝмтвкнАЕОРСУХІЈЅМТВКНαοενικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private static final String LATIN = "aeopcyxijsdhlqwmtbkhAEOPCYXIJSMTBKHaoevikptuxABEZHIKMNOPTYX";

    private LookAlikes() {}

    static String folded(String name) {
        int i = 0;
        while (i < name.length() && name.charAt(i) < 0x80) {
            i++;
        }
        return i == name.length() ? name : foldedLetters(Normalizer.normalize(name, Normalizer.Form.NFKC));
    }

    /** Only a word that is Latin otherwise is folded: a Russian name stays what it is. */
    private static String foldedLetters(String name) {
        boolean latin = name.chars().anyMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int at = latin ? OTHER.indexOf(c) : -1;
            if (Character.getType(c) != Character.FORMAT) {
                folded.append(at < 0 ? c : LATIN.charAt(at));
            }
        }
        return folded.toString();
    }
}
