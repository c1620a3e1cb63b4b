package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.LevelGround;
import io.kaipan.domain.member.MemberLevel;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What levels rest on, each as one text: level, ground, what was needed, policy version and entries. */
final class Bases {
    private static final String BETWEEN = " ";
    private static final String BETWEEN_ENTRIES = ",";

    static List<String> texts(List<LevelBasis> bases) {
        return bases.stream().map(Bases::text).toList();
    }

    private static String text(LevelBasis basis) {
        String entries = basis.entries().stream().map(String::valueOf).collect(Collectors.joining(BETWEEN_ENTRIES));
        return Stream.of(basis.level(), basis.ground(), basis.needed(), basis.policyVersion(), entries)
                .map(String::valueOf)
                .collect(Collectors.joining(BETWEEN));
    }

    static LevelBasis read(String text) {
        String[] parts = text.split(BETWEEN, -1);
        List<Integer> entries = parts[4].isEmpty()
                ? List.of()
                : Stream.of(parts[4].split(BETWEEN_ENTRIES))
                        .map(Integer::valueOf)
                        .toList();
        return new LevelBasis(
                MemberLevel.valueOf(parts[0]),
                LevelGround.valueOf(parts[1]),
                Long.parseLong(parts[2]),
                entries,
                Integer.parseInt(parts[3]));
    }

    private Bases() {}
}
