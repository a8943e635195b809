// What the parts share. `act` names what a button with data-a does; `word` speaks the language on the screen.
// A page that moves under a finger loses the tap: the browser finds no button that was both pressed and let go.
// What changes the layout on its own waits for a `calm` moment, first of all the style and what `begin` is given.
var H=d.documentElement,acts={},shown=[],covers=[],own=w.ct,style=d.createElement("link"),
  styled=false,begun=false,begins=[],pressed=true,waiting=[];
style.rel="stylesheet";style.media="print";style.href=d.currentScript.src.replace(/js$/,"css");d.head.appendChild(style);
function get(key){try{return w.localStorage.getItem(key)}catch(e){return null}}
function put(key,value){try{value===null?w.localStorage.removeItem(key):w.localStorage.setItem(key,value)}catch(e){}}
function word(key,values){
  var text=(WORDS[H.lang]||WORDS[Object.keys(WORDS)[0]])[key]||"";
  return text.replace(/\{(\w+)\}/g,function(_,name){return values[name]})}
function article(){return d.getElementById(H.lang)}
function make(name,attributes,text){
  var e=d.createElement(name);
  Object.keys(attributes||{}).forEach(function(key){e.setAttribute(key,attributes[key])});
  if(text)e.textContent=text;
  return e}
function act(name,run){acts[name]=run}
// `run` is called when another language is chosen.
function relocated(run){shown.push(run)}
new MutationObserver(function(){shown.forEach(function(run){run()})}).observe(H,{attributes:true,attributeFilter:["lang"]});
d.addEventListener("click",function(e){
  var b=e.target.closest("[data-a]");
  if(!b||!acts[b.dataset.a])return;
  e.preventDefault();
  if(begun||!own)acts[b.dataset.a](b,e);else release(0)});
function calm(run){if(pressed)waiting.push(run);else run()}
var lifted;
function press(){pressed=true;w.clearTimeout(lifted)}
function release(later){
  w.clearTimeout(lifted);
  lifted=w.setTimeout(function(){pressed=false;waiting.splice(0).forEach(function(run){run()})},later)}
// This file came because of a touch. Whether that has ended cannot be told unless it hit a button of ours.
release(own&&own.b?0:1500);
["pointerdown","touchstart"].forEach(function(t){d.addEventListener(t,press,{passive:true})});
["pointerup","pointercancel","touchend","touchcancel"].forEach(function(t){
  d.addEventListener(t,function(){release(200)},{passive:true})});  // after the click
function begin(run){begins.push(run)}
function go(){
  calm(function(){
    var first=!begun;
    if(!first&&!styled)return;
    begun=true;if(styled)style.media="all";
    begins.forEach(function(run){run()});
    // The touch that fetched this script may have been on one of its own buttons.
    if(first&&own&&own.b&&acts[own.b.dataset.a])acts[own.b.dataset.a](own.b)})}
style.onload=function(){style.onload=null;styled=true;go()};
style.onerror=go;
w.setTimeout(go,4000);  // a signal that is lost on the way: buttons work without their style

// What covers the page is left by its own button, by Esc and by the phone's Back button.
function cover(close){covers.push(close);w.history.pushState({cover:covers.length},"")}
function uncover(){if(covers.length)w.history.back()}
if(w.history.state&&w.history.state.cover)w.history.replaceState(null,"");
w.addEventListener("popstate",function(){var close=covers.pop();if(close)close()});
d.addEventListener("keydown",function(e){if(e.key==="Escape"&&covers.length){e.preventDefault();uncover()}});

// A line at the foot of the screen that a screen reader hears.
var told=d.body.appendChild(make("p",{role:"status","class":"told",lang:H.lang})),telling;
function tell(text){
  told.lang=H.lang;told.textContent=text;
  w.clearTimeout(telling);
  telling=w.setTimeout(function(){told.textContent=""},10000)}
