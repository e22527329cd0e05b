//! Journeys through the real program: with a browser, on both databases, by mail that is really delivered.

mod agent;
mod arranging;
mod counter;
mod customer;
mod desk;
mod files;
mod form;
mod formatting;
mod found;
mod gone;
mod hard;
mod joined;
mod keyboard;
mod keys;
mod killed;
mod knowledge;
mod length;
mod live;
mod log;
mod looks;
mod moving;
mod nothing;
mod operator;
mod parting;
mod payloads;
mod pushing;
mod quoting;
mod scheduled;
mod sign_on;
mod survey;
mod team;
mod theme_editor;
mod theming;
mod unsent;
mod wild;
mod writing;
mod zoom;

use testkit::Engine;

/// Makes a test of each story for each database it is told on.
macro_rules! journeys {
    ($($file:ident::$story:ident on $($engine:ident)|+;)*) => {$(
        mod $story {
            $(journeys!($file $story $engine);)+
        }
    )*};
    ($file:ident $story:ident sqlite) => {
        #[test]
        fn sqlite() {
            journeys::tell(super::Engine::Sqlite, super::$file::$story);
        }
    };
    ($file:ident $story:ident postgres) => {
        #[test]
        fn postgres() {
            journeys::tell(super::Engine::Postgres, super::$file::$story);
        }
    };
}

journeys! {
    agent::p7_an_agent_answers_by_mail_and_in_the_portal on sqlite | postgres;
    arranging::k1_k2_categories_and_their_articles_are_dragged_into_their_order on sqlite;
    arranging::k2_articles_are_moved_at_once_and_stand_where_they_were_moved on sqlite | postgres;
    counter::p6_the_counter_counts_as_the_server_does on sqlite;
    customer::p10_p11_p8_p18_a_customer_goes_the_whole_way on sqlite | postgres;
    customer::p12_a_customer_goes_the_whole_way_without_script on sqlite | postgres;
    desk::a5_an_agent_ends_a_customers_sessions_and_the_open_page_goes on sqlite | postgres;
    desk::w2_what_is_not_sent_waits_in_this_browser_for_its_author on sqlite;
    desk::w2_w7_an_agent_is_told_and_not_of_what_is_looked_at on sqlite | postgres;
    files::p19_a_file_on_its_way_shows_how_far_it_is_and_can_be_taken_out on sqlite;
    files::p19_a_long_conversation_is_printed_whole on sqlite;
    files::p19_files_are_picked_pasted_dropped_and_taken_out on sqlite;
    form::k6_a4_th6_a_form_is_answered_by_an_article_or_sent_and_followed on sqlite | postgres;
    form::k6_th32_a_hand_written_form_of_another_site_is_sent on sqlite | postgres;
    formatting::k2_an_article_is_formatted_by_its_tools_and_read_as_it_looked on sqlite;
    found::k3_o3_what_is_published_is_found_after_a_kill_and_without_an_index on sqlite | postgres;
    found::k3_what_is_published_is_found_at_every_server_within_two_seconds on postgres;
    gone::w3_p14_open_pages_lose_what_is_redacted_merged_and_deleted on sqlite | postgres;
    hard::a_full_disk_stops_writing_and_nothing_else on sqlite;
    hard::a_newer_programs_database_is_left_alone on sqlite | postgres;
    hard::a_second_server_says_who_was_first on sqlite;
    hard::a_taken_port_is_named on sqlite;
    hard::postgres_goes_and_comes_back on sqlite;
    hard::what_may_not_be_written_is_named on sqlite;
    joined::p3_p4_p6_p7_n3_an_imported_conversation_goes_on_by_portal_and_mail on sqlite | postgres;
    keyboard::p12_a_customer_goes_the_whole_way_by_keyboard on sqlite;
    keys::w1_every_key_of_the_help_does_what_it_says on sqlite;
    killed::o3_what_was_acknowledged_survives_kill_and_what_was_not_is_not_doubled on sqlite | postgres;
    knowledge::k2_k3_k4_i3_an_article_is_written_translated_found_rated_and_turned_internal on sqlite | postgres;
    length::s13_a_body_too_large_is_refused_before_it_is_sent on sqlite;
    length::s13_a_head_too_long_is_refused_and_what_just_fits_is_read on sqlite;
    live::p4_what_one_browser_writes_the_other_shows on sqlite | postgres;
    log::o5_a_fault_of_ours_is_logged_once_with_the_id_its_page_shows on sqlite;
    log::o5_th49_no_line_of_a_whole_journey_tells_who_or_what on sqlite | postgres;
    looks::pages_are_light_at_first_sight on sqlite;
    nothing::p1_p8_p11_i1_an_administrator_turns_everything_on_from_nothing_and_off_again on sqlite | postgres;
    moving::k2_an_edit_on_each_side_loses_neither on sqlite | postgres;
    moving::k2_what_is_exported_is_equal_where_it_is_imported on sqlite | postgres;
    moving::th43_a_hostile_archive_stores_nothing on sqlite;
    operator::a_running_example_is_not_emptied on sqlite;
    operator::every_help_is_whole on sqlite;
    operator::mistakes_are_told_the_same_through_the_server on sqlite;
    operator::mistakes_are_told_what_would_be_right on sqlite;
    operator::no_password_is_ever_told on sqlite;
    operator::r4_the_audit_log_is_verified_and_the_status_says_it on sqlite | postgres;
    operator::th24_a_first_start_founds_an_organization_and_tells_its_door on sqlite | postgres;
    operator::th24_the_console_lets_the_first_administrator_in_once on sqlite | postgres;
    operator::the_example_stays_until_a_fresh_one_is_asked_for on sqlite;
    parting::p18_back_shows_nothing_to_whoever_comes_after_an_agent on sqlite;
    payloads::th34_th35_th36_th37_no_payload_runs_or_asks_on_the_page_of_its_article on sqlite;
    pushing::t5_a_theme_is_looked_at_and_a_mistake_is_shown_where_it_is on sqlite;
    pushing::t5_a_theme_is_pushed_pulled_and_published_by_two on sqlite | postgres;
    pushing::t5_bad_keys_and_servers_are_refused on sqlite;
    pushing::t5_bad_what_both_changed_is_told_and_nothing_is_taken_away on sqlite;
    quoting::k8_an_article_is_found_beside_an_answer_and_read_by_the_customer on sqlite | postgres;
    scheduled::k2_an_article_comes_and_goes_by_the_clock_and_a_link_to_look_at_it_ends on sqlite | postgres;
    sign_on::c2_c3_a3_customers_come_by_the_companys_own_login on sqlite | postgres;
    survey::w5_a_customer_is_asked_by_mail_and_answers_on_the_page_alone on sqlite | postgres;
    team::i2_i3_i4_an_agent_reads_an_internal_article_on_another_host on sqlite | postgres;
    team::p13_i1_i3_what_is_turned_off_for_agents_and_brands_is_gone on sqlite;
    theme_editor::t1_a_theme_is_changed_and_published_without_script on sqlite;
    theme_editor::t1_a_theme_is_changed_without_code_looked_at_published_and_seen on sqlite | postgres;
    theme_editor::t1_t4_my_conversations_is_broken_in_code_and_customers_still_see_it_whole on sqlite | postgres;
    theme_editor::t2_t3_a_theme_of_before_the_portal_is_upgraded_by_hand_published_and_taken_back on sqlite | postgres;
    theming::t2_t5_a_theme_of_another_template_is_drawn_into_a_folder on sqlite;
    theming::t4_t5_a_theme_is_begun_checked_and_compared_in_a_folder on sqlite;
    theming::th43_a_hostile_archive_is_no_theme on sqlite;
    unsent::p19_an_unsent_reply_is_kept_until_its_customer_logs_out on sqlite;
    unsent::p4_a_message_is_being_sent_until_it_is_there on sqlite;
    unsent::p4_p6_trying_again_stores_nothing_twice on sqlite | postgres;
    unsent::p4_what_cannot_be_sent_stays_and_is_sent_by_trying_again on sqlite;
    unsent::p6_a_refused_form_comes_back_as_its_page on sqlite;
    wild::an_upload_that_breaks_off_leaves_nothing on sqlite;
    wild::nonsense_is_refused_and_never_our_mistake on sqlite;
    wild::whoever_falls_silent_is_cut_off on sqlite;
    writing::w2_p5_an_answer_is_formatted_taken_back_and_sent on sqlite | postgres;
    zoom::p12_a_customer_goes_the_whole_way_at_400_percent on sqlite;
}
