package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.project.ProjectCode;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How many members of a level a project has. @param city whose club they belong to */
public record LevelCount(ProjectCode project, String city, MemberLevel level, long members) {
    static LevelCount from(ResultSet row) throws SQLException {
        return new LevelCount(
                new ProjectCode(row.getString("project")),
                row.getString("city"),
                MemberLevel.valueOf(row.getString("level")),
                row.getLong("members"));
    }
}
