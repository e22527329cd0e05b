-- What the portal's conversation page shows of a conversation beside status, channels and the day it began.

-- what is an attribute's id, or one of brand, priority, tags and team. title is the display name where one was typed,
-- snippet_id where it is a snippet; neither: it is what the thing is called by itself.
create table portal_detail (
    org_id {key} not null,
    id {key} not null,
    kb_id {key} not null,
    what {key} not null,
    title text not null,
    snippet_id {key},
    place {int} not null,
    primary key (org_id, id),
    foreign key (org_id, kb_id) references kb (org_id, id),
    foreign key (org_id, snippet_id) references snippet (org_id, id)
) {strict};
create unique index portal_detail_what on portal_detail (org_id, kb_id, what);
create index portal_detail_snippet on portal_detail (org_id, snippet_id) where snippet_id is not null;
