package io.kaipan.command.bulk;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * A column that a kind of sheet may have.
 *
 * @param field path of the command's component that its cells fill, for example {@code customer.phone}
 * @param required whether a sheet without it is refused
 * @param names how a header may call it, in Chinese and English; case, spaces, hyphens and underscores don't matter
 */
record Column(String field, boolean required, List<String> names) {
    static Column required(String field, String... names) {
        return new Column(field, true, List.of(names));
    }

    static Column optional(String field, String... names) {
        return new Column(field, false, List.of(names));
    }

    boolean isCalled(String header) {
        String plain = plain(header);
        return names.stream().anyMatch(name -> plain(name).equals(plain));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_-]", "");
    }
}
