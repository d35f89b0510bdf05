"""One sound call of each of the 128 functions of imported entries, and what it gives in a small known state."""

from typing import Any

TWEET = {"id": 3, "username": "ann", "content": "Hi all", "tags": ["#a"], "mentions": []}
TICKET = {"id": 1, "title": "Lamp", "description": "", "status": "Open", "priority": 1, "created_by": "ann"}
ORDER = {"id": 7, "order_type": "Buy", "symbol": "AAPL", "price": 2.5, "amount": 4, "status": "Open"}
STOCK = {"price": 227.16, "percent_change": 0.17, "volume": 2.552, "MA(5)": 227.11, "MA(20)": 227.09}
CARD = {"card_number": "1", "balance": 1000.0}
FLIGHT = {"travel_date": "2026-11-11", "travel_from": "SFO", "travel_to": "LAX", "travel_class": "economy"}
TRIP = {"card_id": "c1", **FLIGHT, "travel_cost": 400.0, "transaction_id": "t1"}
INVOICE = {"booking_id": "b1", **FLIGHT, "travel_cost": 400.0, "transaction_id": "t1"}
FILES = {
    "a.txt": {"type": "file", "content": "two\none"},
    "b.txt": {"type": "file", "content": "two\nnine"},
    "sub": {"type": "directory", "contents": {}},
}
DOORS = {"driver": "locked", "passenger": "locked", "rear_left": "locked", "rear_right": "unlocked"}
TIRES = dict.fromkeys(("frontLeftTirePressure", "frontRightTirePressure"), 32.0)
TIRES |= dict.fromkeys(("rearLeftTirePressure", "rearRightTirePressure"), 30.0)
AIRPORTS = "RMS SBK MPC SVP SHD CDG LHR SSV OKD WLB PEK HND HKG CIA CRH ATV PHV GFD SFO LAX JFK ORD BOS".split()
PERSON = {"first_name": "Ann", "last_name": "Lee", "date_of_birth": "1990-02-01", "passport_number": "US1"}
CLIENT = {"client_id": "i", "client_secret": "s", "refresh_token": "r", "grant_type": "read"}
NEW_CARD = {"card_number": "9", "expiration_date": "12/2030", "cardholder_name": "A", "card_verification_number": 1}
TOKEN = {"access_token": "tok"}
SUPPORT = (
    "Thank you for contacting customer support. Your message has been received and we will get back to you shortly."
)

CONFIGS: dict[str, dict[str, Any]] = {
    "GorillaFileSystem": {"root": {"home": {"type": "directory", "contents": FILES}}},
    "MathAPI": {},
    "MessageAPI": {"current_user": "USR001", "inbox": [{"USR002": "Hi"}, {"USR003": "Ho"}, {"USR002": "Ha"}]},
    "TicketAPI": {"current_user": "ann", "ticket_queue": [TICKET], "ticket_counter": 2},
    "TradingBot": {"authenticated": True, "market_status": "Open", "orders": {"7": ORDER}, "order_counter": 8},
    "TravelAPI": {
        **TOKEN,
        "user_first_name": "Ann",
        "user_last_name": "Lee",
        "credit_card_list": {"c1": CARD},
        "booking_record": {"b1": TRIP},
    },
    "TwitterAPI": {
        "username": "ann",
        "password": "pw",
        "authenticated": True,
        "tweets": {"3": TWEET},
        "tweet_counter": 4,
    },
    "VehicleControlAPI": {"fuelLevel": 10.0, "engineState": "running", "doorStatus": DOORS},
}

CALLS: dict[str, dict[str, tuple[dict[str, Any], Any]]] = {
    "GorillaFileSystem": {
        "pwd": ({}, {"current_working_directory": "/home"}),
        "ls": ({"a": True}, {"current_directory_content": ["a.txt", "b.txt", "sub"]}),
        "cd": ({"folder": "sub"}, {"current_working_directory": "/home/sub"}),
        "mkdir": ({"dir_name": "new"}, None),
        "touch": ({"file_name": "new.txt"}, None),
        "echo": ({"content": "x", "file_name": "a.txt"}, {"terminal_output": None}),
        "cat": ({"file_name": "a.txt"}, {"file_content": "two\none"}),
        "find": ({"path": ".", "name": "b"}, {"matches": ["./b.txt", "./sub"]}),
        "wc": ({"file_name": "a.txt", "mode": "c"}, {"count": 7, "type": "characters"}),
        "sort": ({"file_name": "a.txt"}, {"sorted_content": "one\ntwo"}),
        "grep": ({"file_name": "a.txt", "pattern": "wo"}, {"matching_lines": ["two"]}),
        "du": ({"human_readable": True}, {"disk_usage": "15.00 B"}),
        "tail": ({"file_name": "a.txt", "lines": 1}, {"last_lines": "one"}),
        "diff": ({"file_name1": "a.txt", "file_name2": "b.txt"}, {"diff_lines": "- one\n+ nine"}),
        "mv": ({"source": "a.txt", "destination": "sub"}, {"result": "'a.txt' moved to 'sub/a.txt'"}),
        "cp": ({"source": "a.txt", "destination": "c.txt"}, {"result": "'a.txt' copied to 'c.txt'"}),
        "rm": ({"file_name": "a.txt"}, {"result": "'a.txt' removed"}),
        "rmdir": ({"dir_name": "sub"}, {"result": "'sub' removed"}),
    },
    "MathAPI": {
        "add": ({"a": 1, "b": 2.5}, {"result": 3.5}),
        "subtract": ({"a": 1, "b": 2.5}, {"result": -1.5}),
        "multiply": ({"a": 2, "b": 2.5}, {"result": 5.0}),
        "divide": ({"a": 1, "b": 4}, {"result": 0.25}),
        "percentage": ({"part": 1, "whole": 4}, {"result": 25.0}),
        "power": ({"base": 2, "exponent": 10}, {"result": 1024}),
        "absolute_value": ({"number": -2}, {"result": 2}),
        "round_number": ({"number": 2.345, "decimal_places": 1}, {"result": 2.3}),
        "square_root": ({"number": 9, "precision": 5}, {"result": 3.0}),
        "logarithm": ({"value": 8, "base": 2, "precision": 20}, {"result": 3.0}),
        "sum_values": ({"numbers": [1, 2]}, {"result": 3}),
        "mean": ({"numbers": [1, 2]}, {"result": 1.5}),
        "standard_deviation": ({"numbers": [1, 3]}, {"result": 1.0}),
        "max_value": ({"numbers": [1, 2]}, {"result": 2}),
        "min_value": ({"numbers": [1, 2]}, {"result": 1}),
        "si_unit_conversion": ({"value": 2, "unit_in": "km", "unit_out": "m"}, {"result": 2000.0}),
        "imperial_si_conversion": ({"value": 2, "unit_in": "ft", "unit_out": "m"}, {"result": 0.6096}),
    },
    "MessageAPI": {
        "list_users": ({}, {"user_list": ["Alice", "Bob", "Catherine", "Daniel"]}),
        "get_user_id": ({"user": "Bob"}, {"user_id": "USR002"}),
        "message_login": (
            {"user_id": "USR004"},
            {"login_status": True, "message": "User 'USR004' logged in successfully."},
        ),
        "message_get_login_status": ({}, {"login_status": True}),
        "send_message": (
            {"receiver_id": "USR004", "message": "Hey"},
            {"sent_status": True, "message_id": 90004, "message": "Message sent to 'USR004' successfully."},
        ),
        "delete_message": (
            {"receiver_id": "USR002"},
            {
                "deleted_status": True,
                "receiver_id": "USR002",
                "message": "Receiver USR002's latest message deleted successfully.",
            },
        ),
        "view_messages_sent": ({}, {"messages": {"USR002": ["Hi", "Ha"], "USR003": ["Ho"]}}),
        "search_messages": ({"keyword": "hO"}, {"results": [{"receiver_id": "USR003", "message": "Ho"}]}),
        "get_message_stats": ({}, {"stats": {"received_count": 3, "total_contacts": 2}}),
        "add_contact": (
            {"user_name": "Eve"},
            {"added_status": True, "user_id": "USR005", "message": "Contact 'Eve' added successfully."},
        ),
    },
    "TicketAPI": {
        "ticket_login": ({"username": "bo", "password": "x"}, {"success": True}),
        "ticket_get_login_status": ({}, {"login_status": True}),
        "logout": ({}, {"success": True}),
        "create_ticket": ({"title": "Lamp"}, {**TICKET, "id": 2}),
        "get_ticket": ({"ticket_id": 1}, TICKET),
        "close_ticket": ({"ticket_id": 1}, {"status": "Ticket 1 has been closed successfully."}),
        "resolve_ticket": (
            {"ticket_id": 1, "resolution": "x"},
            {"status": "Ticket 1 has been resolved successfully."},
        ),
        "edit_ticket": (
            {"ticket_id": 1, "updates": {"priority": 3}},
            {"status": "Ticket 1 has been updated successfully."},
        ),
        "get_user_tickets": ({"status": "Open"}, [TICKET]),
    },
    "TradingBot": {
        "trading_login": ({"username": "ann", "password": "x"}, {"status": "Already logged in"}),
        "trading_get_login_status": ({}, {"status": True}),
        "trading_logout": ({}, {"status": "Logged out successfully"}),
        "get_account_info": ({}, {"account_id": 12345, "balance": 10000.0, "binding_card": 1974202140965533}),
        "place_order": (
            {"order_type": "Buy", "symbol": "AAPL", "price": 2.5, "amount": 4},
            {"order_id": 8, "order_type": "Buy", "status": "Pending", "price": 2.5, "amount": 4},
        ),
        "get_order_details": ({"order_id": 7}, ORDER),
        "cancel_order": ({"order_id": 7}, {"order_id": 7, "status": "Cancelled"}),
        "get_order_history": ({}, {"order_history": [7]}),
        "fund_account": ({"amount": 5}, {"status": "Account funded successfully", "new_balance": 10005.0}),
        "withdraw_funds": ({"amount": 5}, {"status": "Transaction successful", "new_balance": 9995.0}),
        "get_transaction_history": ({"start_date": "2024-01-01"}, {"transaction_history": []}),
        "get_watchlist": ({}, {"watchlist": ["NVDA"]}),
        "add_to_watchlist": ({"stock": "AAPL"}, {"watchlist": ["NVDA", "AAPL"]}),
        "remove_stock_from_watchlist": (
            {"symbol": "NVDA"},
            {"status": "Stock NVDA removed from watchlist successfully."},
        ),
        "get_current_time": ({}, {"current_time": "10:30 AM"}),
        "get_symbol_by_name": ({"name": "Apple"}, {"symbol": "AAPL"}),
        "get_stock_info": ({"symbol": "AAPL"}, STOCK),
        "get_available_stocks": ({"sector": "Automobile"}, {"stock_list": ["TSLA", "F", "GM"]}),
        "filter_stocks_by_price": (
            {"stocks": ["AAPL", "NVDA", "none"], "min_price": 227.16, "max_price": 300},
            {"filtered_stocks": ["AAPL"]},
        ),
        "notify_price_change": (
            {"stocks": ["AAPL", "NVDA", "TSLA"], "threshold": 0.17},
            {"notification": "Stocks AAPL, NVDA have significant price changes."},
        ),
    },
    "TravelAPI": {
        "travel_get_login_status": ({}, {"status": True}),
        "list_all_airports": ({}, {"airports": AIRPORTS}),
        "get_nearest_airport_by_city": ({"location": "Tokyo"}, {"nearest_airport": "HND"}),
        "get_flight_cost": (FLIGHT, {"travel_cost_list": [400.0]}),
        "get_all_credit_cards": ({}, {"credit_card_list": {"c1": CARD}}),
        "get_credit_card_balance": ({**TOKEN, "card_id": "c1"}, {"card_balance": 1000.0}),
        "get_booking_history": (TOKEN, {"booking_history": {"b1": TRIP}}),
        "retrieve_invoice": ({**TOKEN, "booking_id": "b1"}, {"invoice": INVOICE}),
        "contact_customer_support": (
            {"booking_id": "b1", "message": "Help"},
            {"customer_support_message": SUPPORT},
        ),
        "get_budget_fiscal_year": ({}, {"budget_fiscal_year": "2018"}),
        "compute_exchange_rate": (
            {"base_currency": "USD", "target_currency": "RMB", "value": 2},
            {"exchanged_value": 14.0},
        ),
        "verify_traveler_information": (PERSON, {"verification_status": True}),
        "authenticate_travel": (
            {**CLIENT, "user_first_name": "Bo", "user_last_name": "Li"},
            {"expires_in": 2, "access_token": "3001001", "token_type": "Bearer", "scope": "read"},
        ),
        "register_credit_card": ({**TOKEN, **NEW_CARD}, {"card_id": "3001001"}),
        "book_flight": (
            {**TOKEN, "card_id": "c1", **FLIGHT},
            {"booking_id": "3001001", "transaction_id": "3001002", "booking_status": True, "booking_history": {}},
        ),
        "cancel_booking": ({**TOKEN, "booking_id": "b1"}, {"cancel_status": True}),
        "purchase_insurance": (
            {**TOKEN, "insurance_type": "x", "insurance_cost": 5, "booking_id": "b1", "card_id": "c1"},
            {"insurance_id": "3001001", "insurance_status": True},
        ),
        "set_budget_limit": ({**TOKEN, "budget_limit": 5}, {"budget_limit": 5.0}),
    },
    "TwitterAPI": {
        "authenticate_twitter": ({"username": "ann", "password": "pw"}, {"authentication_status": True}),
        "posting_get_login_status": ({}, {"login_status": True}),
        "post_tweet": ({"content": "Hi all", "tags": ["#a"]}, {**TWEET, "id": 4}),
        "retweet": ({"tweet_id": 3}, {"retweet_status": "Successfully retweeted"}),
        "comment": ({"tweet_id": 3, "comment_content": "x"}, {"comment_status": "Comment added successfully"}),
        "mention": (
            {"tweet_id": 3, "mentioned_usernames": ["@bo"]},
            {"mention_status": "Users mentioned successfully"},
        ),
        "follow_user": ({"username_to_follow": "eve"}, {"follow_status": True}),
        "unfollow_user": ({"username_to_unfollow": "bob"}, {"unfollow_status": True}),
        "list_all_following": ({}, {"following_list": ["alice", "bob"]}),
        "get_tweet": ({"tweet_id": 3}, TWEET),
        "get_user_tweets": ({"username": "ann"}, {"user_tweets": [TWEET]}),
        "search_tweets": ({"keyword": "hI"}, {"matching_tweets": [TWEET]}),
        "get_tweet_comments": ({"tweet_id": 3}, {"comments": []}),
        "get_user_stats": ({"username": "ann"}, {"tweet_count": 1, "following_count": 2, "retweet_count": 0}),
    },
    "VehicleControlAPI": {
        "startEngine": (
            {"ignitionMode": "STOP"},
            {"engineState": "stopped", "fuelLevel": 10.0, "batteryVoltage": 12.6},
        ),
        "fillFuelTank": ({"fuelAmount": 40}, {"fuelLevel": 50.0}),
        "pressBrakePedal": ({"pedalPosition": 0.5}, {"brakePedalStatus": "pressed", "brakePedalForce": 500.0}),
        "releaseBrakePedal": ({}, {"brakePedalStatus": "released", "brakePedalForce": 0.0}),
        "activateParkingBrake": (
            {"mode": "engage"},
            {"parkingBrakeStatus": "engaged", "_parkingBrakeForce": 500.0, "_slopeAngle": 10.0},
        ),
        "setCruiseControl": (
            {"speed": 65, "activate": True, "distanceToNextVehicle": 100},
            {"cruiseStatus": "active", "currentSpeed": 65, "distanceToNextVehicle": 100},
        ),
        "get_current_speed": ({}, {"currentSpeed": 50.0}),
        "estimate_distance": ({"cityA": "83214", "cityB": "94016"}, {"distance": 980.0}),
        "estimate_drive_feasibility_by_mileage": ({"distance": 200}, {"canDrive": True}),
        "set_navigation": ({"destination": "Rome"}, {"status": "Navigating to Rome"}),
        "get_zipcode_based_on_city": ({"city": "Rivermist"}, {"zipcode": "83214"}),
        "gallon_to_liter": ({"gallon": 1}, {"liter": 3.78541}),
        "liter_to_gallon": ({"liter": 1}, {"gallon": 0.264172}),
        "lockDoors": (
            {"unlock": False, "door": ["rear_right"]},
            {"lockStatus": "locked", "remainingUnlockedDoors": 0},
        ),
        "adjustClimateControl": (
            {"temperature": 68, "unit": "fahrenheit", "fanSpeed": 100, "mode": "heat"},
            {"currentTemperature": 20.0, "climateMode": "heat", "humidityLevel": 50.0},
        ),
        "setHeadlights": ({"mode": "on"}, {"headlightStatus": "on"}),
        "displayCarStatus": ({"option": "doors"}, {"status": {"doorStatus": DOORS}}),
        "display_log": ({"messages": ["x"]}, {"log": ["x"]}),
        "check_tire_pressure": ({}, {**TIRES, "healthy_tire_pressure": True, "car_info": {}}),
        "find_nearest_tire_shop": ({}, {"shopLocation": "456 Oakwood Avenue, Rivermist, 83214"}),
        "get_outside_temperature_from_google": ({}, {"outsideTemperature": 20.0}),
        "get_outside_temperature_from_weather_com": ({}, "refused"),
    },
}
